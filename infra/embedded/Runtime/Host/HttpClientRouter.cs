using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host;

/// <summary>
/// Under every client of <c>IHttpClientFactory</c>: requests to <c>*.embedded</c> stay in the process, all others go out.
/// </summary>
internal sealed class HttpClientRouter(EmbeddedServices services) : DelegatingHandler(new SocketsHttpHandler())
{
    private const string Suffix = ".embedded";

    private readonly Dictionary<string, HttpMessageInvoker> _inside = services.ByHost.ToDictionary(
        pair => pair.Key, pair => new HttpMessageInvoker(new WireMessageHandler(pair.Value)), StringComparer.OrdinalIgnoreCase);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is not { } address || !address.Host.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? base.SendAsync(request, cancellationToken)
        : _inside.TryGetValue(address.Host, out var service) ? service.SendAsync(request, cancellationToken)
        : throw new HttpRequestException($"There is no embedded service '{address.Host}'. There are {string.Join(", ", _inside.Keys.Order())}.");
}
