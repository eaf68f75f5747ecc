using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>Receivers that wait for a message, the longest waiting first. The gate is held for all of it.</summary>
internal sealed class Waiters
{
    private readonly LinkedList<Waiter> _waiting = [];

    public Waiter? First => _waiting.First?.Value;

    public Waiter Add(int most, ServiceBusReceiveMode mode)
    {
        var waiter = new Waiter(most, mode);
        _waiting.AddLast(waiter.Place);
        return waiter;
    }

    /// <summary>False when the waiter has been served already.</summary>
    public bool Remove(Waiter waiter)
    {
        if (waiter.Place.List is null)
        {
            return false;
        }
        _waiting.Remove(waiter.Place);
        return true;
    }

    public void FailAll(Exception failure)
    {
        while (First is { } waiter)
        {
            Remove(waiter);
            waiter.TrySetException(failure);
        }
    }
}

/// <summary>A receive that waits.</summary>
internal sealed class Waiter : TaskCompletionSource<List<Delivery>>
{
    public Waiter(int most, ServiceBusReceiveMode mode) : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        (Most, Mode) = (most, mode);
        Place = new LinkedListNode<Waiter>(this);
    }

    public int Most { get; }
    public ServiceBusReceiveMode Mode { get; }
    public LinkedListNode<Waiter> Place { get; }
}
