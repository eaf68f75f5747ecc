using System.Text.Json.Serialization;
using Serverless.Contracts;
using Serverless.Domain.Orders;

namespace Serverless.Workflows.Orders;

/// <summary>A refund of an order. Number 1 is its first.</summary>
public sealed record RefundView(int Number, Amount Amount, RefundState Status, Failure? Failure)
{
    internal static RefundView Of(OrderRefund refund) =>
        new(refund.Number, refund.Amount.ToWire(), (RefundState)refund.Status, refund.Failure?.ToWire());
}

/// <summary>How far a refund is.</summary>
[JsonConverter(typeof(CamelCaseEnum<RefundState>))]
public enum RefundState
{
    /// <summary>Under way.</summary>
    Pending = RefundStatus.Pending,

    /// <summary>The money went back.</summary>
    Succeeded = RefundStatus.Succeeded,

    /// <summary>The money stayed.</summary>
    Failed = RefundStatus.Failed,
}
