namespace Serverless.Embedded.Queues;

/// <summary>Wakes one waiting reader of a queue; a signal that comes while nobody waits is kept.</summary>
internal sealed class QueueSignal
{
    private readonly SemaphoreSlim _set = new(0, 1);
    private readonly Lock _gate = new();

    public void Set()
    {
        lock (_gate)
        {
            if (_set.CurrentCount == 0)
            {
                _set.Release();
            }
        }
    }

    public Task Wait(CancellationToken stop) => _set.WaitAsync(stop);
}
