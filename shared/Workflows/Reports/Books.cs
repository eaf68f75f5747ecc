using Serverless.Domain.Payments;

namespace Serverless.Workflows.Reports;

/// <summary>What one side has in its books about one order. Two sides that agree are equal.</summary>
/// <param name="Currency">The currency, as ISO 4217 writes it.</param>
/// <param name="Authorized">Held, and not taken, in minor units.</param>
/// <param name="Captured">Taken, in minor units.</param>
/// <param name="Refunded">Given back, in minor units.</param>
public sealed record Books(string Currency, long Authorized, long Captured, long Refunded)
{
    internal bool AreEmpty => (Authorized, Captured, Refunded) == (0, 0, 0);

    internal Sums Sums => new(1, Authorized, Captured, Refunded);

    internal static Books Of(Payment payment)
    {
        var totals = payment.Facts.Totals;
        return new(
            payment.Facts.Amount.Currency.Code,
            payment is Payment.Authorized ? totals.Authorized.MinorUnits : 0, // What is not captured of a capture is released.
            totals.Captured.MinorUnits,
            totals.Refunded.MinorUnits);
    }

    internal static Books Of(Intent intent) => new(
        intent.Received.Currency.Code, intent.Capturable.MinorUnits, intent.Received.MinorUnits, intent.Refunded.MinorUnits);

    /// <summary>Of the whole record, which tells a refund that is on its way from one that has arrived.</summary>
    internal static Books Of(ProviderRecord record) => Of(record.Intent) with
    {
        Refunded = record.Refunds.Where(refund => refund.Status == PaymentRefundStatus.Succeeded).Sum(refund => refund.Amount.MinorUnits),
    };
}
