using Microsoft.AspNetCore.Http;
using Serverless.Embedded.Host.Services;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Sharing;

/// <summary>What the host answers its guests.</summary>
internal sealed class Reception(ServiceDirectory services)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _present = 1;

    public Task Answer(HttpContext http) =>
        http.Request.Headers.TryGetValue(Protocol.ServiceHeader, out var name) ? Forward(name.ToString(), http)
        : http.Request.Path == Protocol.Presence ? BePresent(http)
        : NotFound(http);

    /// <summary>Tells all guests that the host ends, and waits until each has taken its leave; not for ever.</summary>
    public async Task Close()
    {
        _ending.TrySetResult();
        Left();
        try
        {
            await _empty.Task.WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            // A guest that is stuck finds its connection broken.
        }
    }

    private async Task BePresent(HttpContext http)
    {
        Interlocked.Increment(ref _present);
        try
        {
            http.Response.Headers[Protocol.VersionHeader] = Protocol.Version;
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await _ending.Task.WaitAsync(http.RequestAborted);
            await http.Response.Body.WriteAsync("."u8.ToArray(), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(Patience, TimeProvider.System, http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // It has gone, as it does in the end.
        }
        finally
        {
            Left();
        }
    }

    private void Left()
    {
        if (Interlocked.Decrement(ref _present) == 0)
        {
            _empty.TrySetResult();
        }
    }

    private Task Forward(string name, HttpContext http) => services.Find(name)?.Here is { } service
        ? WireEndpoint.Answer(service, new ForwardedRequest(http), http)
        : NotFound(http);

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsync("There is no such service in this process.");
    }
}
