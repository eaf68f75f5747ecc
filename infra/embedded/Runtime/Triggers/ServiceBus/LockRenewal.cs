using Azure.Messaging.ServiceBus;
using Serverless.Embedded.ServiceBus;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>Holds the locks of messages that are being worked on: one timer for all messages of a listener, which runs only while there are any.</summary>
internal sealed class LockRenewal(IBacklog backlog, TimeProvider clock, TimeSpan longest, Action<Exception, ServiceBusReceivedMessage> failed) : IDisposable
{
    // A quarter of the lock between two looks, and renewal once half of it is gone: a lock never has less than a quarter left.
    private const int LooksPerLock = 4;
    private const int RenewedAtFraction = 2;

    private readonly Lock _gate = new();
    private readonly HashSet<Delivery> _held = [];
    private ITimer? _timer;
    private TimeSpan _lock;
    private bool _armed;

    public void Hold(Delivery delivery)
    {
        if (longest == TimeSpan.Zero)
        {
            return;
        }
        lock (_gate)
        {
            _held.Add(delivery);
            if (!_armed)
            {
                _lock = delivery.Messages[0].LockedUntil - clock.GetUtcNow();
                Arm();
            }
        }
    }

    public void Release(Delivery delivery)
    {
        lock (_gate)
        {
            _held.Remove(delivery);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Arm()
    {
        _armed = _lock > TimeSpan.Zero && _held.Count > 0;
        if (_armed)
        {
            _timer ??= clock.CreateTimer(static renewal => _ = ((LockRenewal)renewal!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(_lock / LooksPerLock, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task Look()
    {
        Delivery[] held;
        lock (_gate)
        {
            held = [.. _held];
        }
        foreach (var delivery in held)
        {
            if (clock.GetElapsedTime(delivery.Started) < longest)
            {
                await Renew(delivery);
            }
        }
        lock (_gate)
        {
            Arm();
        }
    }

    private async Task Renew(Delivery delivery)
    {
        foreach (var message in delivery.Messages)
        {
            if (message.LockedUntil - clock.GetUtcNow() > _lock / RenewedAtFraction || delivery.IsSettled(message))
            {
                continue;
            }
            try
            {
                message.LockedUntil = await backlog.Renew(message.LockTokenGuid);
            }
            catch (ServiceBusException failure)
            {
                if (!delivery.IsSettled(message))
                {
                    failed(failure, message);
                }
            }
        }
    }
}
