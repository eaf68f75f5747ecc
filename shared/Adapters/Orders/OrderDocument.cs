using Serverless.Adapters.Cosmos;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Adapters.Orders;

/// <summary>An order as it is stored. The nullable fields belong to one state each.</summary>
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
    CancelReason? Reason = null)
{
    public const string OrderType = "order";
    public const int CurrentSchema = 1;
}

internal sealed record PurchaseDocument(
    string Customer, IReadOnlyList<LineDocument> Lines, string Method, CaptureMode CaptureMode, string Fingerprint, DateTimeOffset PlacedAt);

internal sealed record LineDocument(string Sku, string Name, int Quantity, MoneyDocument UnitPrice);

internal sealed record ProgressDocument(
    int Attempt,
    string Method,
    IReadOnlyList<string> RetryKeys,
    MoneyDocument Authorized,
    MoneyDocument Captured,
    MoneyDocument Refunded,
    IReadOnlyList<RefundDocument> Refunds,
    long Version);

internal sealed record RefundDocument(int Number, MoneyDocument Amount, RefundStatus Status, string? Key = null);
