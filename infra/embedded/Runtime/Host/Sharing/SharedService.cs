using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Sharing;

/// <summary>
/// An embedded service as its clients in this process see it: it is here when this process hosts the services, else in the process that
/// does. A guest that becomes the host changes over between two requests.
/// </summary>
/// <param name="name">What guests call it; the same in all processes, whatever its address is in their settings.</param>
internal sealed class SharedService(string name) : IWireService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IWireService? _here;
    private volatile HostConnection? _there;

    public string Name => name;

    /// <summary>Null while it is in another process, or not yet open.</summary>
    public IWireService? Here => _here;

    public void IsHere(IWireService service)
    {
        _here = service;
        _found.TrySetResult();
    }

    public void IsThere(HostConnection host)
    {
        _there = host;
        _found.TrySetResult();
    }

    public Task<WireResponse> Answer(WireRequest request, CancellationToken stop) =>
        _here is { } here ? here.Answer(request, stop)
        : _there is { } there ? there.Ask(this, request, stop)
        : AnswerOnceFound(request, stop);

    // A client may ask as soon as it is made, and some are made while the services open.
    private async Task<WireResponse> AnswerOnceFound(WireRequest request, CancellationToken stop)
    {
        try
        {
            await _found.Task.WaitAsync(Patience, TimeProvider.System, stop);
        }
        catch (TimeoutException late)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"The embedded service '{name}' is not open.", late);
        }
        return await Answer(request, stop);
    }
}
