using Microsoft.AspNetCore.Http;

namespace Serverless.Embedded.Host.Http;

/// <summary>
/// How many requests are worked on at once, and how many may wait for it; one more is answered 429 without a body, as by the official host.
/// The host's own paths are not counted.
/// </summary>
internal sealed class RequestLimits(int? mostAtOnce, int? mostHeld) : IDisposable
{
    private readonly SemaphoreSlim? _free = mostAtOnce is { } most ? new(most) : null;
    private int _held;

    /// <summary>How many are worked on or wait for it.</summary>
    public int Outstanding => Volatile.Read(ref _held);

    public RequestDelegate Before(RequestDelegate next) => mostAtOnce is null && mostHeld is null ? next
        : http => http.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase) ? next(http) : Answer(http, next);

    public void Dispose() => _free?.Dispose();

    private async Task Answer(HttpContext http, RequestDelegate next)
    {
        var held = Interlocked.Increment(ref _held);
        try
        {
            if (held > mostHeld)
            {
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return;
            }
            await InTurn(http, next);
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }

    private async Task InTurn(HttpContext http, RequestDelegate next)
    {
        if (_free is null)
        {
            await next(http);
            return;
        }
        await _free.WaitAsync(http.RequestAborted);
        try
        {
            await next(http);
        }
        finally
        {
            _free.Release();
        }
    }
}
