using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus;

/// <summary>What is received from: a queue, a subscription, or the dead letters of either.</summary>
internal sealed class Backlog
{
    /// <summary>Messages that could be received now, are locked, or are being settled. Deferred and scheduled ones do not count.</summary>
    public int Active => throw new NotImplementedException();

    /// <summary>
    /// The next messages, at most <paramref name="most"/>, as soon as there is one; an empty list when there was none within
    /// <paramref name="wait"/>. Cancelling throws <see cref="TaskCanceledException"/>; no message is lost or locked by it.
    /// </summary>
    public Task<IReadOnlyList<ServiceBusReceivedMessage>> Receive(
        int most,
        ServiceBusReceiveMode mode,
        TimeSpan wait,
        CancellationToken stop,
        CancellationToken closed = default) => throw new NotImplementedException();

    /// <summary>Reads messages in the order of their sequence numbers, whatever their state, without a lock.</summary>
    public IReadOnlyList<ServiceBusReceivedMessage> Peek(int most, long fromSequenceNumber) => throw new NotImplementedException();

    /// <summary>Removes the message; completes once that is on disk.</summary>
    public Task Complete(Guid token) => throw new NotImplementedException();

    /// <summary>Makes the message available again, in its old place.</summary>
    public Task Abandon(Guid token, IDictionary<string, object>? changes) => throw new NotImplementedException();

    /// <summary>Puts the message aside: it is kept, and never again delivered by a receive.</summary>
    public Task Defer(Guid token, IDictionary<string, object>? changes) => throw new NotImplementedException();

    /// <summary>Moves the message to the dead letters.</summary>
    public Task DeadLetter(Guid token, IDictionary<string, object>? changes, string? reason, string? description) => throw new NotImplementedException();

    /// <summary>Holds the lock for another lock duration from now; answers until when.</summary>
    public DateTimeOffset Renew(Guid token) => throw new NotImplementedException();
}
