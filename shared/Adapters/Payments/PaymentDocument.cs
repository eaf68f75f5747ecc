using Serverless.Adapters.Cosmos;
using Serverless.Domain.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>A payment as it is stored: one for each order, under the order's id.</summary>
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
    IReadOnlyList<SettledRefundDocument> Refunds,
    long Version,
    DateTimeOffset ChangedAt,
    string? Intent = null,
    PendingDocument? Pending = null,
    NextActionDocument? NextAction = null,
    FailureDocument? Failure = null)
{
    public const string PaymentType = "payment";
    public const int CurrentSchema = 1;
}

internal sealed record SettledRefundDocument(int Number, MoneyDocument Amount, FailureDocument? Failure = null);

internal sealed record PendingDocument(
    OperationKind Kind, int Number, MoneyDocument Amount, string Key, DateTimeOffset FirstTry, DateTimeOffset LastTry, Doubt? Doubt = null);
