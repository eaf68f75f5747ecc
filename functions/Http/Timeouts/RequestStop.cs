using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Http.Timeouts;

internal static class RequestStop
{
    /// <summary>
    /// Cancelled when the client has gone, when the host stops, and when the request's time is up (<see cref="Deadlines"/>), of which the
    /// function's own token knows nothing.
    /// </summary>
    public static CancellationToken Stop(this HttpRequest request) => request.HttpContext.RequestAborted;
}
