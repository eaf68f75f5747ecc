using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus;

/// <summary>A Service Bus namespace as its clients see it: the broker of this process, or that of another.</summary>
internal interface INamespace
{
    /// <summary>The queue or topic to send to.</summary>
    /// <exception cref="ServiceBusException">There is none of this name.</exception>
    IDestination Destination(string path);

    /// <summary>
    /// What to receive from: <c>queue</c>, <c>topic/Subscriptions/subscription</c>, either with <c>/$DeadLetterQueue</c>.
    /// Case does not matter.
    /// </summary>
    /// <exception cref="ServiceBusException">There is none of this path.</exception>
    IBacklog Backlog(string path);
}

/// <summary>What is sent to: a queue or a topic.</summary>
internal interface IDestination
{
    /// <summary>
    /// Stores the messages, all or none, and completes once they are on disk. Answers their sequence numbers; a duplicate has
    /// one too, that belongs to nothing.
    /// </summary>
    Task<long[]> Send(IReadOnlyList<OutgoingMessage> messages);

    /// <summary>Takes back a message that was scheduled and is not yet due; completes once that is on disk.</summary>
    Task CancelScheduled(long sequenceNumber);
}

/// <summary>What is received from: a queue, a subscription, or the dead letters of either.</summary>
internal interface IBacklog
{
    /// <summary>
    /// Messages that could be received now, are locked, or are being settled. Deferred and scheduled ones do not count. Always 0 when the
    /// broker is in another process.
    /// </summary>
    int Active { get; }

    /// <summary>
    /// The next messages, at most <paramref name="most"/>, as soon as there is one; an empty list when there was none within
    /// <paramref name="wait"/>, which may be infinite. Cancelling throws <see cref="TaskCanceledException"/>; no message is
    /// lost or left locked by it.
    /// </summary>
    Task<IReadOnlyList<ServiceBusReceivedMessage>> Receive(
        int most, ServiceBusReceiveMode mode, TimeSpan wait, CancellationToken stop, CancellationToken closed = default);

    /// <summary>
    /// Reads messages in the order of their sequence numbers without a lock: active, locked, deferred and scheduled ones, as
    /// they are on disk.
    /// </summary>
    Task<IReadOnlyList<ServiceBusReceivedMessage>> Peek(int most, long fromSequenceNumber);

    /// <summary>Removes the message; completes once that is on disk.</summary>
    Task Complete(Guid token);

    /// <summary>
    /// Makes the message available again, in its old place; after the last delivery that it may have, moves it to the dead
    /// letters.
    /// </summary>
    Task Abandon(Guid token, IDictionary<string, object>? changes);

    /// <summary>Puts the message aside: it is kept, and never again delivered by a receive.</summary>
    Task Defer(Guid token, IDictionary<string, object>? changes);

    /// <summary>Moves the message to the dead letters.</summary>
    /// <exception cref="InvalidOperationException">It is a dead letter already.</exception>
    Task DeadLetter(Guid token, IDictionary<string, object>? changes, string? reason, string? description);

    /// <summary>Holds the lock for another lock duration from now; answers until when.</summary>
    Task<DateTimeOffset> Renew(Guid token);
}
