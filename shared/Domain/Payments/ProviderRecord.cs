using Serverless.Domain.Orders;

namespace Serverless.Domain.Payments;

/// <summary>All that the provider knows of one payment, read at one time.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Order">The order that it pays, or null when the intent is none of ours.</param>
/// <param name="Refunds">Every refund, whoever made it.</param>
/// <param name="Disputes">Every dispute.</param>
public sealed record ProviderRecord(
    Intent Intent, OrderId? Order, IReadOnlyList<PaymentRefund> Refunds, IReadOnlyList<Dispute> Disputes);
