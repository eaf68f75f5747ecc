namespace Serverless.Embedded.ServiceBus;

/// <summary>What is sent to: a queue or a topic.</summary>
internal sealed class Destination
{
    /// <summary>Stores the messages, all or none, and completes once they are on disk. Answers their sequence numbers.</summary>
    public Task<long[]> Send(IReadOnlyList<OutgoingMessage> messages) => throw new NotImplementedException();

    /// <summary>Takes back a message that was scheduled and is not yet due.</summary>
    public Task CancelScheduled(long sequenceNumber) => throw new NotImplementedException();
}
