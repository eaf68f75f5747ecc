namespace Serverless.Workflows.Tests.Simulated;

/// <summary>What a call can meet with.</summary>
public enum Misfortune
{
    /// <summary>The request never arrives, and we know it.</summary>
    Unreachable,

    /// <summary>The request never arrives, and we do not know it.</summary>
    RequestLost,

    /// <summary>The provider did it, and the answer never arrives.</summary>
    AnswerLost,

    /// <summary>The provider is too busy to do it, and stores nothing.</summary>
    BusyBefore,

    /// <summary>The provider failed before doing it, and stores that answer.</summary>
    ErrorBefore,

    /// <summary>The provider did it, failed, and stores that answer.</summary>
    ErrorAfter,
}
