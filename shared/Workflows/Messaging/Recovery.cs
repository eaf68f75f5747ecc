namespace Serverless.Workflows.Messaging;

/// <summary>
/// What becomes of a message that was not handled: a pure function of the trouble and of how often it was tried, which the
/// message id says. Copies are scheduled instead of abandoning the message, which would be delivered again at once and soon used up.
/// </summary>
public static class Recovery
{
    /// <summary>Decides what becomes of the message.</summary>
    public static Settlement Settle(Trouble trouble, string messageId, RecoveryLimits limits, DateTimeOffset now)
    {
        var id = RetryId.Parse(messageId);
        return trouble switch
        {
            Trouble.Superseded => new Settlement.Discard(trouble.Reason),
            Trouble.Malformed => new Settlement.DeadLetter("malformed", trouble.Reason),
            Trouble.Rejected => new Settlement.DeadLetter("rejected", trouble.Reason),
            _ when id.Tries < limits.For(trouble) =>
                new Settlement.RetryLater(now + Wait(trouble, id, limits), id.Next.ToString(), trouble.Reason) { Cause = Cause(trouble) },
            _ => new Settlement.DeadLetter("tries_used_up", $"Tried {id.Tries + 1} times. {trouble.Reason}") { Cause = Cause(trouble) },
        };
    }

    /// <summary>
    /// Twice as long each time, up to the longest, of which the second half is jitter: drawn from the id, so that messages that failed
    /// together do not come back together, and the same message always at the same time.
    /// </summary>
    internal static TimeSpan Backoff(RetryId id, RecoveryLimits limits)
    {
        var longest = Math.Min(limits.FirstDelay.TotalSeconds * Math.Pow(2, Math.Min(id.Tries, 20)), limits.LongestDelay.TotalSeconds);
        return TimeSpan.FromSeconds(longest * (0.5 + id.Jitter / 2));
    }

    // What the service asked for comes on top: everybody was told the same, and the backoff keeps them apart.
    private static TimeSpan Wait(Trouble trouble, RetryId id, RecoveryLimits limits)
    {
        var asked = trouble switch
        {
            Trouble.Unavailable no => no.RetryAfter,
            Trouble.Outage no => no.Cause.RetryAfter,
            _ => null,
        };
        var slow = trouble is Trouble.InDoubt doubt ? doubt.Wait : TimeSpan.Zero;
        return (asked > limits.LongestDelay ? limits.LongestDelay : asked ?? TimeSpan.Zero) + slow + Backoff(id, limits);
    }

    private static Exception? Cause(Trouble trouble) => trouble switch
    {
        Trouble.Outage no => no.Cause,
        Trouble.Fault bug => bug.Cause,
        _ => null,
    };
}
