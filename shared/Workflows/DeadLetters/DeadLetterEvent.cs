namespace Serverless.Workflows.DeadLetters;

/// <summary>What happened to a dead letter. <paramref name="At"/> is when we learned of it.</summary>
public abstract record DeadLetterEvent(DateTimeOffset At)
{
    /// <summary>The message, or a replay of it, came to its end.</summary>
    /// <param name="At">When it was taken from the dead-letter queue.</param>
    /// <param name="MessageId">The id under which it died.</param>
    /// <param name="SequenceNumber">The bus's own number of it, which tells two messages of one id apart; 0 for what was never sent.</param>
    /// <param name="Reason">A code: ours, or the bus's own.</param>
    /// <param name="Description">A sentence.</param>
    /// <param name="Replay">Which replay it was; 0 is the message itself.</param>
    /// <param name="Tries">How often copies of it had been tried before the last one.</param>
    /// <param name="Deliveries">How often the last copy was delivered, from the dead-letter queue too.</param>
    /// <param name="EnqueuedAt">When the last copy was put on the queue.</param>
    public sealed record Died(
        DateTimeOffset At,
        string MessageId,
        long SequenceNumber,
        string Reason,
        string Description,
        int Replay,
        int Tries,
        int Deliveries,
        DateTimeOffset EnqueuedAt) : DeadLetterEvent(At);

    /// <summary>An operator asked for a replay. Written before it is sent, so that the number is used for no other.</summary>
    public sealed record ReplayAsked(DateTimeOffset At, int Number, string By) : DeadLetterEvent(At);

    /// <summary>The bus has taken the replay.</summary>
    public sealed record Replayed(DateTimeOffset At, int Number) : DeadLetterEvent(At);

    /// <summary>An operator decided that nothing is to be done any more.</summary>
    public sealed record Discarded(DateTimeOffset At, string Reason, string By) : DeadLetterEvent(At);
}
