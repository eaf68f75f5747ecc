namespace Serverless.Workflows.Messaging;

/// <summary>
/// What becomes of a message that was not handled: a pure function of the trouble and of how often it was tried, which the
/// message id says. Copies are scheduled instead of abandoning the message, which would be delivered again at once and soon used up.
/// </summary>
public static class Recovery
{
    /// <summary>How often a message is tried when code fails or something else has to come first: about an hour and a half.</summary>
    public const int MaxTries = 30;

    /// <summary>How often a message is tried while a store or the payment provider is out, or an outcome in doubt: about a day.</summary>
    public const int MaxOutageTries = 400;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Decides what becomes of the message.</summary>
    public static Settlement Settle(Trouble trouble, string messageId, DateTimeOffset now)
    {
        var id = RetryId.Parse(messageId);
        return trouble switch
        {
            Trouble.Superseded => new Settlement.Discard(trouble.Reason),
            Trouble.Malformed => new Settlement.DeadLetter("malformed", trouble.Reason),
            Trouble.Rejected => new Settlement.DeadLetter("rejected", trouble.Reason),
            Trouble.Unavailable no when id.Tries < MaxOutageTries => RetryAfter(no.RetryAfter),
            Trouble.Outage no when id.Tries < MaxOutageTries => RetryAfter(no.Cause.RetryAfter) with { Cause = no.Cause },
            Trouble.InDoubt when id.Tries < MaxOutageTries => RetryAfter(null),
            Trouble.Fault bug when id.Tries < MaxTries => RetryAfter(null) with { Cause = bug.Cause },
            Trouble.TooEarly or Trouble.LostRaces when id.Tries < MaxTries => RetryAfter(null),
            _ => new Settlement.DeadLetter("tries_used_up", $"Tried {id.Tries + 1} times. {trouble.Reason}")
            {
                Cause = (trouble as Trouble.Fault)?.Cause,
            },
        };

        // What the service asked for comes on top: everybody was told the same, and the backoff keeps them apart.
        Settlement.RetryLater RetryAfter(TimeSpan? asked) =>
            new(now + (asked > Longest ? Longest : asked ?? TimeSpan.Zero) + Backoff(id), id.Next.ToString(), trouble.Reason);
    }

    /// <summary>
    /// Twice as long each time, up to five minutes, of which the second half is jitter: drawn from the id, so that messages that failed
    /// together do not come back together, and the same message always at the same time.
    /// </summary>
    internal static TimeSpan Backoff(RetryId id)
    {
        var longest = Math.Min(First.TotalSeconds * Math.Pow(2, Math.Min(id.Tries, 20)), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(longest * (0.5 + id.Jitter / 2));
    }
}
