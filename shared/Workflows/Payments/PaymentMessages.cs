using System.Diagnostics;
using Serverless.Contracts;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Payments;

/// <summary>What a payment tells its order.</summary>
internal static class PaymentMessages
{
    /// <summary>
    /// The whole payment, when it changed in something that an order can see. What is under way at the provider is nobody else's business.
    /// </summary>
    public static IReadOnlyList<OutgoingMessage> About(Payment? before, Payment after) =>
        after is Payment.Requested || before is not null && Visible(before) == Visible(after)
            ? []
            : [new OutgoingMessage($"payment-{after.Order}-{after.Version}", Changed(after))];

    private static Payment Visible(Payment payment) =>
        payment with { Facts = payment.Facts with { Pending = null, Version = 0, ChangedAt = default } };

    private static PaymentChanged Changed(Payment payment) => new(
        payment.Order.Value,
        payment.Version,
        Status(payment),
        payment.Facts.Attempt,
        payment.Facts.Totals.Authorized.ToWire(),
        payment.Facts.Totals.Captured.ToWire(),
        payment.Facts.Totals.Refunded.ToWire(),
        [.. payment.Facts.Refunds.Select(refund => new RefundOutcome(refund.Number, refund.Amount.ToWire(), refund.Failure?.ToWire()))],
        payment.Facts.ChangedAt,
        (payment as Payment.Failed)?.Failure.ToWire(),
        (payment as Payment.RequiresAction)?.NextAction?.ToWire());

    private static PaymentStatus Status(Payment payment) => payment switch
    {
        Payment.Requested => PaymentStatus.Requested,
        Payment.RequiresAction => PaymentStatus.RequiresAction,
        Payment.Processing => PaymentStatus.Processing,
        Payment.Authorized => PaymentStatus.Authorized,
        Payment.Captured => PaymentStatus.Captured,
        Payment.Failed => PaymentStatus.Failed,
        Payment.Voided => PaymentStatus.Voided,
        Payment.Lapsed => PaymentStatus.Lapsed,
        Payment.Refunded => PaymentStatus.Refunded,
        _ => throw new UnreachableException(),
    };
}
