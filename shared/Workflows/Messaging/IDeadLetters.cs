namespace Serverless.Workflows.Messaging;

/// <summary>Where messages go that cannot be sent or handled, for people to look at.</summary>
public interface IDeadLetters
{
    /// <summary>Keeps an outbox document that can never be sent. Keeping it twice is keeping it once.</summary>
    Task Keep(OutboxDocument document, string reason, CancellationToken stop);
}
