using Azure.Messaging.ServiceBus;
using Serverless.Embedded.ServiceBus.Storage;

namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>
/// What is received from: a queue, a subscription, or the dead letters of either. Each message is with one receiver at a time;
/// those who wait are served in turn, by the commit that stores the message.
/// </summary>
internal sealed partial class Backlog(string path, BacklogSettings settings, SequenceNumbers numbers, Engine engine, Backlog? deadLetters) : IBacklog
{
    private readonly AvailableMessages _available = new();
    private readonly Locks _locks = new(settings.LockDuration);
    private readonly SortedSet<StoredMessage> _expiring = new(new ByExpiry());
    private readonly Waiters _waiters = new();
    private int _active;

    public string Path => path;

    public SequenceNumbers Numbers => numbers;

    public BacklogSettings Settings => settings;

    public bool IsDeadLetters => deadLetters is null;

    public int Active => Volatile.Read(ref _active);

    public Task<IReadOnlyList<ServiceBusReceivedMessage>> Receive(
        int most,
        ServiceBusReceiveMode mode,
        TimeSpan wait,
        CancellationToken stop,
        CancellationToken closed = default)
    {
        Waiter waiter;
        lock (engine.Gate)
        {
            var taken = Take(most, mode);
            if (taken.Count > 0)
            {
                return HandOver(taken);
            }
            waiter = _waiters.Add(most, mode);
        }
        return Wait(waiter, wait, stop, closed);
    }

    public Task<IReadOnlyList<ServiceBusReceivedMessage>> Peek(int most, long fromSequenceNumber)
    {
        var rows = engine.Read(rows => rows.Range(numbers.KeyOf(fromSequenceNumber), MessageKey.Of(numbers.Entity + 1, 0), most));
        return Task.FromResult<IReadOnlyList<ServiceBusReceivedMessage>>([.. rows.Select(row => Peeked(row.Row, row.Data))]);
    }

    /// <summary>Lets those who wait have what there is. The gate is held.</summary>
    public void Serve()
    {
        while (_waiters.First is { } waiter)
        {
            var taken = Take(waiter.Most, waiter.Mode);
            if (taken.Count == 0)
            {
                return;
            }
            _waiters.Remove(waiter);
            waiter.SetResult(taken);
        }
    }

    /// <summary>Ends every wait with a failure. The gate is held.</summary>
    public void Stop(Exception reason) => _waiters.FailAll(reason);

    private static ServiceBusReceivedMessage Peeked(MessageRow row, byte[] data)
    {
        var message = StoredMessage.From(row with { DueAt = row.State == RowState.Scheduled ? long.MaxValue : row.DueAt });
        return new Delivery(message, row.Deliveries, Guid.Empty, 0, null).ToReceived(MessageEncoding.Decode(data));
    }

    private List<Delivery> Take(int most, ServiceBusReceiveMode mode)
    {
        var now = engine.Agenda.Now;
        var taken = new List<Delivery>(Math.Min(most, 16));
        while (taken.Count < most && _available.Take() is { } message)
        {
            if (message.ExpiresAt <= now)
            {
                Expire(message);
                continue;
            }
            message.Deliveries++;
            taken.Add(mode == ServiceBusReceiveMode.PeekLock ? Lock(message, now) : RemoveAtOnce(message));
        }
        return taken;
    }

    private Delivery Lock(StoredMessage message, long now)
    {
        message.Phase = Phase.Locked;
        var (token, until) = _locks.Take(message, now);
        engine.LocksChanged(now);
        engine.Agenda.Arm(until);
        return new Delivery(message, message.Deliveries, token, until, null);
    }

    private Delivery RemoveAtOnce(StoredMessage message)
    {
        message.Data = DataOf(message);
        return new Delivery(message, message.Deliveries, Guid.Empty, 0, Remove(message));
    }

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> Wait(Waiter waiter, TimeSpan wait, CancellationToken stop, CancellationToken closed)
    {
        await using var timer = wait == Timeout.InfiniteTimeSpan
            ? null
            : engine.Agenda.Clock.CreateTimer(_ => GiveUp(waiter, () => waiter.SetResult([])), null, wait, Timeout.InfiniteTimeSpan);
        await using var stopping = stop.Register(() => GiveUp(waiter, () => waiter.SetCanceled(stop)));
        await using var closing = closed.Register(() => GiveUp(waiter, () => waiter.SetCanceled(closed)));
        return await HandOver(await waiter.Task);
    }

    private void GiveUp(Waiter waiter, Action end)
    {
        lock (engine.Gate)
        {
            if (_waiters.Remove(waiter))
            {
                end();
            }
        }
    }

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> HandOver(List<Delivery> taken)
    {
        var received = new List<ServiceBusReceivedMessage>(taken.Count);
        foreach (var delivery in taken)
        {
            if (delivery.Removed is { } removed)
            {
                await removed;
            }
            received.Add(delivery.ToReceived(delivery.Message.Data ?? DataOf(delivery.Message)));
        }
        return received;
    }

    private MessageData DataOf(StoredMessage message) => message.Data
        ?? MessageEncoding.Decode(engine.Read(rows => rows.Data(message.Key)) ?? throw Failures.LockLost(path));
}
