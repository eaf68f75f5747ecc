namespace Serverless.Domain.Payments;

/// <summary>What was asked of the provider and has no proven outcome yet. A payment has at most one.</summary>
/// <param name="Kind">What was asked.</param>
/// <param name="Number">The attempt of a charge, the number of a refund, else 0.</param>
/// <param name="Amount">How much.</param>
/// <param name="Key">The provider's idempotency key: a repeat with the same key and parameters changes nothing.</param>
/// <param name="FirstTry">No later than the first use of the key: the provider forgets a key 24 hours after that.</param>
/// <param name="LastTry">When it was last asked.</param>
/// <param name="Doubt">Set when the answer was lost: the provider may have done it or not.</param>
/// <param name="ServerErrors">How often the answer was a server error.</param>
public sealed record PendingOperation(
    OperationKind Kind, int Number, Money Amount, string Key, DateTimeOffset FirstTry, DateTimeOffset LastTry, Doubt? Doubt = null, int ServerErrors = 0)
{
    /// <summary>
    /// How long a key is surely remembered by the provider: its 24 hours, less one for clocks that differ and requests under way.
    /// </summary>
    public static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(23);

    /// <summary>How long after the last try the absence of a charge proves that there will be none.</summary>
    public static readonly TimeSpan ProofOfAbsence = TimeSpan.FromMinutes(10);

    /// <summary>How long after it was sent a request may still have its effect at the provider: twice the longest wait for an answer.</summary>
    public static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How many server errors are answered by asking again. Each try puts off the proof of absence, so that it must end.
    /// </summary>
    public const int MaxServerErrors = 5;

    /// <summary>
    /// True when asking again with the same key is safe and may help. The provider does what a key asks for at most once for as long as it
    /// remembers the key: a server error that it stored it replays, and one that it did not store (it was too busy to begin) was nothing
    /// done. Once the key may be forgotten it would do the operation a second time: then only its records are read.
    /// </summary>
    public bool MayRepeat(DateTimeOffset now) => ServerErrors <= MaxServerErrors && now - FirstTry < KeyLifetime;

    /// <summary>True when the provider's records can tell more than its answer, which may be a stored server error.</summary>
    public bool IsReadFirst => Doubt == Payments.Doubt.ServerError;

    /// <summary>What is asked, for people.</summary>
    public string Name => Kind is OperationKind.Charge or OperationKind.Refund
        ? $"{Kind.ToString().ToLowerInvariant()} {Number}"
        : Kind.ToString().ToLowerInvariant();

    // A server error stays one: the provider replays it for as long as it knows the key.
    internal PendingOperation WithoutAnswer(Doubt why, DateTimeOffset at) => this with
    {
        Doubt = Doubt == Payments.Doubt.ServerError ? Doubt : why,
        ServerErrors = ServerErrors + (why == Payments.Doubt.ServerError ? 1 : 0),
        LastTry = at,
    };

    /// <summary>True when the provider's records, read now, would already show an operation that it did.</summary>
    public bool AbsenceIsProof(DateTimeOffset now) => now - LastTry >= ProofOfAbsence;

    /// <summary>
    /// True when others may take absence for proof before a request that is sent now has its effect: a new try is written down first.
    /// </summary>
    public bool IsTriedUnseen(DateTimeOffset now) => AbsenceIsProof(now + LongestRequest);
}

/// <summary>What can be asked of the provider.</summary>
public enum OperationKind
{
    /// <summary>Authorize, and take at once when the capture mode is automatic.</summary>
    Charge,

    /// <summary>Take what is held.</summary>
    Capture,

    /// <summary>Close the intent, releasing what is held.</summary>
    Void,

    /// <summary>Give back.</summary>
    Refund,
}

/// <summary>Why the outcome is not known.</summary>
public enum Doubt
{
    /// <summary>The request was sent, and no answer came.</summary>
    AnswerLost,

    /// <summary>The answer was a server error, which the provider stores and replays for the same key.</summary>
    ServerError,
}
