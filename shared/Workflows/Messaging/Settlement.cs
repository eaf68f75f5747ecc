namespace Serverless.Workflows.Messaging;

/// <summary>What to do with a received message.</summary>
public abstract record Settlement
{
    private Settlement() { }

    /// <summary>What threw, for the log; null when nothing did.</summary>
    public Exception? Cause { get; init; }

    /// <summary>It is done: complete it.</summary>
    public sealed record Complete : Settlement;

    /// <summary>Send a copy of it under <paramref name="CopyId"/>, to be delivered at <paramref name="At"/>, then complete it.</summary>
    public sealed record RetryLater(DateTimeOffset At, string CopyId, string Reason) : Settlement;

    /// <summary>It no longer matters: complete it, and say why.</summary>
    public sealed record Discard(string Reason) : Settlement;

    /// <summary>
    /// Nobody but a person can help: dead-letter it. <paramref name="Reason"/> is a code, <paramref name="Description"/> a sentence.
    /// </summary>
    public sealed record DeadLetter(string Reason, string Description) : Settlement;
}
