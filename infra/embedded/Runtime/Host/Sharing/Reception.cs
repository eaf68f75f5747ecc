using Microsoft.AspNetCore.Http;
using Serverless.Embedded.Host.Services;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Sharing;

/// <summary>What the host answers its guests.</summary>
internal sealed class Reception(ServiceDirectory services, CancellationToken leaving)
{
    public Task Answer(HttpContext http) =>
        http.Request.Headers.TryGetValue(Protocol.ServiceHeader, out var name) ? Forward(name.ToString(), http)
        : http.Request.Path == Protocol.Presence ? BePresent(http)
        : NotFound(http);

    private Task Forward(string name, HttpContext http) => services.Find(name)?.Here is { } service
        ? WireEndpoint.Answer(service, new ForwardedRequest(http), http)
        : NotFound(http);

    private async Task BePresent(HttpContext http)
    {
        http.Response.Headers[Protocol.VersionHeader] = Protocol.Version;
        await http.Response.Body.FlushAsync(http.RequestAborted);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, leaving);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsync("There is no such service in this process.");
    }
}
