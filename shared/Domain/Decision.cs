namespace Serverless.Domain;

/// <summary>What a state machine answers to a command.</summary>
/// <typeparam name="TEvent">The events of the aggregate.</typeparam>
public abstract record Decision<TEvent> where TEvent : class
{
    private Decision() { }

    /// <summary>It happens: the events, in order, at least one.</summary>
    public sealed record Happens(IReadOnlyList<TEvent> Events) : Decision<TEvent>;

    /// <summary>It was done before, or it no longer matters.</summary>
    public sealed record Nothing : Decision<TEvent>;

    /// <summary>It cannot be done in this state.</summary>
    public sealed record Rejected(Rejection Rejection) : Decision<TEvent>;

    /// <summary>One event happens.</summary>
    public static implicit operator Decision<TEvent>(TEvent happened) => new Happens([happened]);

    /// <summary>Several events happen.</summary>
    public static implicit operator Decision<TEvent>(TEvent[] happened) => new Happens(happened);

    /// <summary>The command is refused.</summary>
    public static implicit operator Decision<TEvent>(Rejection rejection) => new Rejected(rejection);
}
