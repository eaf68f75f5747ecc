using System.Collections.Concurrent;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Services;

/// <summary>
/// Under every client of <c>IHttpClientFactory</c>: requests to <c>*.embedded</c> stay in the process, all others go out.
/// </summary>
internal sealed class HttpClientRouter(EmbeddedServices services) : DelegatingHandler(new SocketsHttpHandler())
{
    public const string Suffix = ".embedded";

    private readonly ConcurrentDictionary<string, HttpMessageInvoker> _inside = new(StringComparer.OrdinalIgnoreCase);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is { } address && address.Host.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
            ? _inside.GetOrAdd(address.Host, Inside).SendAsync(request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private HttpMessageInvoker Inside(string host) => services.Directory.ByHost.TryGetValue(host, out var service)
        ? new(new WireMessageHandler(service))
        : throw new HttpRequestException(
            $"There is no embedded service '{host}'; there are: {string.Join(", ", services.Directory.ByHost.Keys.Order())}.");
}
