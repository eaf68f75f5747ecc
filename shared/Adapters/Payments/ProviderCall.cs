using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Serverless.Adapters.Payments;

/// <summary>
/// One call of the provider as telemetry sees it: a span and a measurement. The path stands without its ids and its query, so that a
/// name is one of few; no header, no body and no text of the provider's is told.
/// </summary>
internal readonly struct ProviderCall
{
    private static readonly ActivitySource Source = new("Serverless.PaymentProvider");
    private static readonly Meter Meter = new("Serverless.PaymentProvider");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "payment_provider.request.duration", "s", "How long calls of the payment provider took, by path and outcome.", null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20] });

    private readonly TimeProvider _clock;
    private readonly long _began;
    private readonly string _method;
    private readonly string _path;
    private readonly Activity? _span;

    private ProviderCall(HttpRequestMessage request, Uri? address, TimeProvider clock)
    {
        (_clock, _began) = (clock, clock.GetTimestamp());
        (_method, _path) = (request.Method.Method, Template(request.RequestUri!.OriginalString));
        _span = Source.StartActivity($"{_method} {_path}", ActivityKind.Client)?
            .SetTag("http.request.method", _method)
            .SetTag("url.template", _path)
            .SetTag("server.address", address?.Host)
            .SetTag("server.port", address?.Port);
    }

    public static ProviderCall Begin(HttpRequestMessage request, Uri? address, TimeProvider clock) => new(request, address, clock);

    public void End<T>(StripeAnswer<T> answer)
    {
        var (outcome, status) = answer switch
        {
            StripeAnswer<T>.Success => ("success", 200),
            StripeAnswer<T>.Refused refused => ("refused", refused.Status),
            StripeAnswer<T>.ServerError error => ("server_error", error.Status),
            StripeAnswer<T>.NotSent => ("not_sent", (int?)null),
            _ => ("lost", null),
        };
        Duration.Record(
            _clock.GetElapsedTime(_began).TotalSeconds, new("http.request.method", _method), new("url.template", _path), new("outcome", outcome));
        _span?.SetTag("http.response.status_code", status);
        if (answer is not StripeAnswer<T>.Success)
        {
            _span?.SetTag("error.type", status?.ToString() ?? outcome).SetStatus(ActivityStatusCode.Error);
        }
        _span?.Dispose();
    }

    /// <summary><c>v1/payment_intents/pi_123/confirm?…</c> is <c>/v1/payment_intents/{id}/confirm</c>.</summary>
    internal static string Template(string path)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        var parts = (query < 0 ? path : path[..query]).Split('/');
        return "/" + string.Join('/', parts.Select((part, at) => at == 2 ? "{id}" : part));
    }
}
