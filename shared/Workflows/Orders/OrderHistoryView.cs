using System.Text.Json.Serialization;
using Serverless.Contracts;
using Serverless.Domain.Orders;

namespace Serverless.Workflows.Orders;

/// <summary>What happened to an order, oldest first.</summary>
public sealed record OrderHistoryView(string OrderId, IReadOnlyList<OrderHistoryEntryView> Items)
{
    /// <summary>Grows with every change: the entity tag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    internal static OrderHistoryView Of(Order order, Actor actor) =>
        new(order.Id.Value, [.. order.Facts.History.Select(entry => OrderHistoryEntryView.Of(entry, actor))]) { Version = order.Version };
}

/// <summary>One line of a history.</summary>
/// <param name="Version">The order's version that began with it.</param>
/// <param name="Event">What happened.</param>
/// <param name="At">When.</param>
/// <param name="Cause">Who or what made it happen.</param>
/// <param name="By">Which operator, or why it was corrected: for operators' eyes.</param>
/// <param name="Amount">What was asked for, or how much is held, taken or given back now.</param>
/// <param name="Detail">Why: the code of a failure, the reason of a cancellation, the payment method of a retry.</param>
/// <param name="TraceId">The trace in which it happened.</param>
public sealed record OrderHistoryEntryView(
    long Version, string Event, DateTimeOffset At, OrderCause Cause, string? By, Amount? Amount, string? Detail, string? TraceId)
{
    internal static OrderHistoryEntryView Of(HistoryEntry entry, Actor actor) => new(
        entry.Version, entry.Event, entry.At, (OrderCause)entry.Cause.Kind, actor.IsOperator ? entry.Cause.Detail : null,
        entry.Amount?.ToWire(), entry.Detail, entry.TraceId);
}

/// <summary>Who or what makes things happen to an order; the same, in the same order, as <see cref="CauseKind"/>.</summary>
[JsonConverter(typeof(CamelCaseEnum<OrderCause>))]
public enum OrderCause
{
    /// <summary>The customer.</summary>
    Customer = CauseKind.Customer,

    /// <summary>An operator.</summary>
    Operator = CauseKind.Operator,

    /// <summary>The payment.</summary>
    Payment = CauseKind.Payment,

    /// <summary>The time to pay ran out.</summary>
    Expiry = CauseKind.Expiry,

    /// <summary>A comparison with the provider, or an order that stood still.</summary>
    Reconcile = CauseKind.Reconcile,
}
