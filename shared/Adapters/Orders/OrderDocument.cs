using Serverless.Adapters.Cosmos;
using Serverless.Adapters.Payments;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;

namespace Serverless.Adapters.Orders;

/// <summary>
/// An order as it is stored. The nullable fields belong to one state each. Version 2 brought the history, the method of each retry,
/// what refunds failed for, and <paramref name="OpenSince"/>: from when on an order that is not at rest counts as overdue, in Unix
/// milliseconds. Orders at rest lack it, so that its index holds the others alone.
/// </summary>
internal sealed record OrderDocument(
    string Id,
    string CustomerKey,
    string Type,
    int SchemaVersion,
    string Position,
    string Status,
    PurchaseDocument Purchase,
    ProgressDocument Payment,
    long Version,
    DateTimeOffset ChangedAt,
    NextActionDocument? NextAction = null,
    MoneyDocument? Capturing = null,
    FailureDocument? Failure = null,
    CancelReason? Reason = null,
    long? OpenSince = null,
    IReadOnlyList<EntryDocument>? History = null)
{
    /// <summary>What it says to others: see <see cref="OutboxEntry"/>.</summary>
    public IReadOnlyList<OutboxEntry>? Outbox { get; init; }

    public const string OrderType = "order";
    public const int CurrentSchema = 2;
    public const int OldestSchema = 1;
}

internal sealed record PurchaseDocument(
    string Customer, IReadOnlyList<LineDocument> Lines, string Method, CaptureMode CaptureMode, string Fingerprint, DateTimeOffset PlacedAt);

internal sealed record LineDocument(string Sku, string Name, int Quantity, MoneyDocument UnitPrice);

internal sealed record ProgressDocument(
    int Attempt,
    string Method,
    MoneyDocument Authorized,
    MoneyDocument Captured,
    MoneyDocument Refunded,
    IReadOnlyList<RefundDocument> Refunds,
    long Version,
    IReadOnlyList<RetryDocument>? Retries = null,
    IReadOnlyList<DisputeDocument>? Disputes = null)
{
    /// <summary>Version 1 kept the keys of retries alone.</summary>
    public IReadOnlyList<string>? RetryKeys { get; init; }
}

internal sealed record RetryDocument(string Key, string Method);

internal sealed record RefundDocument(int Number, MoneyDocument Amount, RefundStatus Status, string? Key = null, bool? IsTheRest = null, FailureDocument? Failure = null);

/// <summary>A line of history. Amounts are minor units of the order's currency.</summary>
internal sealed record EntryDocument(
    long Version, string Event, DateTimeOffset At, CauseKind Cause, string? By = null, string? TraceId = null, long? Amount = null, string? Detail = null);
