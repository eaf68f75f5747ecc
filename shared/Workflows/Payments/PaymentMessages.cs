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
        after is Payment.Requested || before is not null && LooksLike(before, after)
            ? []
            : [new OutgoingMessage($"payment-{after.Order}-{after.Version}", Changed(after))];

    /// <summary>The whole payment once more: the message before may never have arrived, and its id is taken.</summary>
    public static IReadOnlyList<OutgoingMessage> Again(Payment payment, string? reason, DateTimeOffset now) => payment is Payment.Requested
        ? []
        : [new OutgoingMessage($"payment-{payment.Order}-{payment.Version}-{now.ToUnixTimeMilliseconds()}", Changed(payment) with { Review = reason })];

    private static bool LooksLike(Payment before, Payment after) =>
        Bare(before) == Bare(after) && Settled(before).SequenceEqual(Settled(after)) && before.Facts.Disputes.SequenceEqual(after.Facts.Disputes);

    private static Payment Bare(Payment payment) => payment with
    {
        Facts = payment.Facts with { Pending = null, Version = 0, ChangedAt = default, Refunds = [], Disputes = [], Ledger = Ledger.Empty(payment.Facts.Amount.Currency) },
    };

    private static IEnumerable<RefundOutcome> Settled(Payment payment) =>
        from refund in payment.Facts.Refunds
        where refund is { Number: not null, Status: not PaymentRefundStatus.Pending }
        select new RefundOutcome(refund.Number!.Value, refund.Amount.ToWire(), refund.Failure?.ToWire());

    private static PaymentChanged Changed(Payment payment) => new(
        payment.Order.Value,
        payment.Version,
        Status(payment),
        payment.Facts.Attempt,
        payment.Facts.Totals.Authorized.ToWire(),
        payment.Facts.Totals.Captured.ToWire(),
        payment.Facts.Totals.Refunded.ToWire(),
        [.. Settled(payment)],
        payment.Facts.ChangedAt,
        (payment as Payment.Failed)?.Failure.ToWire(),
        (payment as Payment.RequiresAction)?.NextAction?.ToWire(),
        payment.Facts.Disputes is [_, ..] disputes ? [.. disputes.Select(Wire.ToWire)] : null);

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
