namespace Serverless.Simulation;

/// <summary>
/// Known mistakes that a system like this one can make. Each is a switch in the simulated services or in the glue around the real
/// workflows; the simulation must notice each of them, or it proves nothing.
/// </summary>
public enum Flaw
{
    /// <summary>A message is completed before it is handled: a crash in between loses it.</summary>
    SettledBeforeHandled,

    /// <summary>Each try has a provider key of its own.</summary>
    FreshProviderKeyPerTry,

    /// <summary>Messages are sent after the state was written, not written with it.</summary>
    NoOutbox,

    /// <summary>A document holds the messages of its last version alone: those of a version that nobody had read yet are gone.</summary>
    OlderMessagesDropped,

    /// <summary>A batch that could not be relayed is skipped.</summary>
    RelayGivesUp,

    /// <summary>The relay's checkpoint moves before the batch is sent.</summary>
    CheckpointBeforeRelay,

    /// <summary>Whoever writes last wins.</summary>
    EtagsIgnored,

    /// <summary>Who loses a race goes on as if the write had succeeded.</summary>
    LostRacesIgnored,

    /// <summary>A cache answers reads: with the state before the last write, and the ETag after it.</summary>
    ReadsFromAStaleCache,

    /// <summary>A timeout of the provider counts as a failed payment.</summary>
    LostAnswerTakenAsRefusal,

    /// <summary>The provider's key is used as if it were remembered forever.</summary>
    KeyThoughtImmortal,

    /// <summary>Intents are found by the provider's search, which lags, instead of its list.</summary>
    SearchedInsteadOfListed,

    /// <summary>Each attempt of an order makes an intent of its own.</summary>
    NewIntentPerAttempt,

    /// <summary>The provider is not asked to close an intent, and it counts as closed.</summary>
    VoidBelievedUnasked,

    /// <summary>The provider is not asked to give money back, and it counts as given back.</summary>
    RefundBelievedUnasked,

    /// <summary>A refund is sent to the payment without asking the order whether it may be refunded.</summary>
    RefundPastTheOrder,

    /// <summary>A refund that was begun is not remembered, and is begun again.</summary>
    PendingRefundForgotten,

    /// <summary>Reports of the payment are applied in the order in which they come.</summary>
    OldReportsApplied,

    /// <summary>The original of a message to be tried later is completed before its copy is sent.</summary>
    CompletedBeforeCopied,

    /// <summary>The copy has the id of its original, and duplicate detection drops it.</summary>
    CopiesKeepTheirId,

    /// <summary>What is dead-lettered is gone.</summary>
    DeadLettersDropped,

    /// <summary>Each try of a client's request has an idempotency key of its own.</summary>
    FreshRequestKeyPerTry,

    /// <summary>A request is answered with 202 before the order is written.</summary>
    AnsweredBeforeWritten,
}
