namespace Serverless.Workflows.Messaging;

/// <summary>Why a message was not handled. None of it left anything half done.</summary>
public abstract record Trouble(string Reason)
{
    /// <summary>It was handled before, or something newer was.</summary>
    public sealed record Superseded(string Reason) : Trouble(Reason);

    /// <summary>It will never be understood.</summary>
    public sealed record Malformed(string Reason) : Trouble(Reason);

    /// <summary>It was understood, and will never be possible.</summary>
    public sealed record Rejected(string Reason) : Trouble(Reason);

    /// <summary>Something else has to come first.</summary>
    public sealed record TooEarly(string Reason) : Trouble(Reason);

    /// <summary>Others wrote first, again and again.</summary>
    public sealed record LostRaces() : Trouble("Others wrote first, again and again.");

    /// <summary>The payment provider cannot be asked now.</summary>
    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter = null) : Trouble(Reason);

    /// <summary>The payment provider was asked, and the outcome is not known. A look before <paramref name="Wait"/> is over is not worth it.</summary>
    public sealed record InDoubt(string Reason, TimeSpan Wait = default) : Trouble(Reason);

    /// <summary>A store or the network is down.</summary>
    public sealed record Outage(OutageException Cause) : Trouble(Cause.Message);

    /// <summary>Something threw that should not.</summary>
    public sealed record Fault(Exception Cause) : Trouble(Cause.GetType().Name);
}
