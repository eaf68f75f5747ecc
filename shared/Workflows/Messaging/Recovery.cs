namespace Serverless.Workflows.Messaging;

/// <summary>
/// What becomes of a message that could not be handled: a pure function of the trouble and of how often it was tried, which the
/// message id says. Copies are scheduled instead of abandoning the message, which would be delivered again at once and soon used up.
/// </summary>
public static class Recovery
{
    /// <summary>How often a message is tried again when a store is down or code fails: about an hour.</summary>
    public const int MaxTries = 20;

    /// <summary>How often a message is tried again while the payment provider is out of reach or an outcome is in doubt: about a day.</summary>
    public const int MaxProviderTries = 300;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Decides what becomes of the message.</summary>
    public static Settlement Settle(Trouble trouble, string messageId, DateTimeOffset now)
    {
        var id = RetryId.Parse(messageId);
        return trouble switch
        {
            Trouble.Malformed => new Settlement.DeadLetter("malformed", trouble.Reason),
            Trouble.Rejected => new Settlement.DeadLetter("rejected", trouble.Reason),
            Trouble.Unavailable { RetryAfter: { } wait } when id.Tries < MaxProviderTries => Later(wait > Longest ? Longest : wait),
            Trouble.Unavailable or Trouble.InDoubt when id.Tries < MaxProviderTries => Later(TimeSpan.Zero),
            Trouble.TooEarly or Trouble.LostRaces or Trouble.Outage when id.Tries < MaxTries => Later(TimeSpan.Zero),
            _ => new Settlement.DeadLetter("tries_used_up", $"Tried {id.Tries + 1} times. {trouble.Reason}") { Cause = (trouble as Trouble.Outage)?.Cause },
        };

        Settlement.RetryLater Later(TimeSpan atLeast) =>
            new(now + atLeast + Backoff(id), id.Next.ToString(), trouble.Reason) { Cause = (trouble as Trouble.Outage)?.Cause };
    }

    /// <summary>
    /// Twice as long each time, up to five minutes, of which the second half is jitter: drawn from the id, so that messages that failed
    /// together do not come back together, and the same message always at the same time.
    /// </summary>
    internal static TimeSpan Backoff(RetryId id)
    {
        var full = Math.Min(First.TotalSeconds * Math.Pow(2, Math.Min(id.Tries, 20)), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + id.Jitter / 2));
    }
}
