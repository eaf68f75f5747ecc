using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>How messages come: as many as there are free slots, or a batch, as soon as there is one.</summary>
internal sealed partial class ServiceBusListener
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private async Task Receive()
    {
        var free = await _slots.Take(_stopping.Token);
        var used = 0;
        try
        {
            used = await Dispatch(free);
        }
        finally
        {
            if (free > used)
            {
                _slots.Release(free - used);
            }
        }
    }

    private async Task<int> Dispatch(int free)
    {
        if (source.IsBatched)
        {
            var batch = await ReceiveBatch();
            if (batch.Count > 0)
            {
                Begin(batch);
            }
            return batch.Count > 0 ? 1 : 0;
        }
        var messages = await _backlog!.Receive(free, ServiceBusReceiveMode.PeekLock, LongestWait, _stopping.Token);
        foreach (var message in messages)
        {
            Begin([message]);
        }
        return messages.Count;
    }

    private void Begin(IReadOnlyList<ServiceBusReceivedMessage> messages)
    {
        Interlocked.Increment(ref _running);
        ThreadPool.UnsafeQueueUserWorkItem(new Delivery(this, messages, clock.GetTimestamp()), preferLocal: false);
    }

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveBatch()
    {
        var batch = await _backlog!.Receive(settings.MaxMessageBatchSize, ServiceBusReceiveMode.PeekLock, LongestWait, _stopping.Token);
        if (batch.Count == 0 || batch.Count >= settings.MinMessageBatchSize)
        {
            return batch;
        }
        var gathered = batch.ToList();
        var first = clock.GetTimestamp();
        for (var left = settings.MaxBatchWaitTime; gathered.Count < settings.MinMessageBatchSize && left > TimeSpan.Zero;)
        {
            try
            {
                gathered.AddRange(await _backlog.Receive(settings.MaxMessageBatchSize - gathered.Count, ServiceBusReceiveMode.PeekLock, left, _stopping.Token));
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                break;
            }
            left = settings.MaxBatchWaitTime - clock.GetElapsedTime(first);
        }
        return gathered;
    }
}
