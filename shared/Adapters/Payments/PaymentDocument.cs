using System.Globalization;
using Serverless.Adapters.Cosmos;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;

namespace Serverless.Adapters.Payments;

/// <summary>
/// A payment as it is stored: one for each order, under the order's id. Schema 2 added the ledger, disputes, and what the provider knows of
/// a refund; a document of schema 1 is read, and written as 2.
/// </summary>
internal sealed record PaymentDocument(
    string Id,
    string OrderId,
    string Type,
    int SchemaVersion,
    string Status,
    MoneyDocument Amount,
    int Attempt,
    MoneyDocument Authorized,
    MoneyDocument Captured,
    MoneyDocument Refunded,
    IReadOnlyList<PaymentRefundDocument> Refunds,
    long Version,
    DateTimeOffset ChangedAt,
    string? Intent = null,
    PendingDocument? Pending = null,
    NextActionDocument? NextAction = null,
    FailureDocument? Failure = null,
    IReadOnlyList<DisputeDocument>? Disputes = null,
    IReadOnlyList<LedgerEntryDocument>? Ledger = null,
    string? BookedOn = null)
{
    /// <summary>What it says to others: see <see cref="OutboxEntry"/>.</summary>
    public IReadOnlyList<OutboxEntry>? Outbox { get; init; }

    public const string PaymentType = "payment";
    public const int CurrentSchema = 2;
    public const int OldestSchema = 1;

    /// <summary>How <see cref="BookedOn"/> is written: the UTC day of the first line in the ledger, by which reports ask.</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Schema 1 had settled refunds of ours alone, without a status: failed when there is a failure.</summary>
internal sealed record PaymentRefundDocument(
    MoneyDocument Amount, int? Number = null, FailureDocument? Failure = null, string? Id = null, PaymentRefundStatus? Status = null);

internal sealed record PendingDocument(
    OperationKind Kind, int Number, MoneyDocument Amount, string Key, DateTimeOffset FirstTry, DateTimeOffset LastTry, Doubt? Doubt = null,
    int ServerErrors = 0);

internal sealed record DisputeDocument(string Id, MoneyDocument Amount, DisputeStatus Status, string Reason);

/// <summary>The currency is the payment's.</summary>
internal sealed record LedgerEntryDocument(Account From, Account To, long Amount, DateTimeOffset At, string Cause, long Version);
