using Serverless.Embedded.Queues;

namespace Serverless.Embedded.Triggers.StorageQueues;

/// <summary>Keeps a message hidden from others while its function runs: renewed halfway, each time under another pop receipt.</summary>
internal sealed class QueueHold
{
    private readonly string _queue;
    private readonly TimeSpan _hidden;
    private readonly IQueueService _service;
    private readonly Action<Exception> _notKept;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private QueueMessage _message;
    private Task _renewal = Task.CompletedTask;

    public QueueHold(string queue, QueueMessage message, TimeSpan hidden, IQueueService service, TimeProvider clock, Action<Exception> notKept)
    {
        (_queue, _message, _hidden, _service, _notKept) = (queue, message, hidden, service, notKept);
        _timer = clock.CreateTimer(_ => Renew(), null, hidden / 2, hidden / 2);
    }

    /// <summary>Stops renewing, and gives the message as it is held now.</summary>
    public async Task<QueueMessage> End()
    {
        await _timer.DisposeAsync();
        Task last;
        lock (_gate)
        {
            last = _renewal;
        }
        await last;
        return _message;
    }

    private void Renew()
    {
        lock (_gate)
        {
            _renewal = _renewal.IsCompleted ? Hide() : _renewal;
        }
    }

    private async Task Hide()
    {
        try
        {
            _message = await _service.Hide(_queue, _message, _hidden) ?? _message;
        }
#pragma warning disable CA1031 // The message becomes visible by itself.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _notKept(failure);
        }
    }
}
