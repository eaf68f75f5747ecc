using FsCheck;
using FsCheck.Fluent;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using static Serverless.Domain.Tests.Orders.Given;

namespace Serverless.Domain.Tests.Orders;

/// <summary>What holds for any amounts, asked for in any order.</summary>
public class AmountRulesTests
{
    // An array's own generator divides its size among the elements, so that long ones are nearly all zeros.
    private static readonly Arbitrary<int[]> Amounts = Gen.Choose(-1_000_000, 1_000_000).ArrayOf().ToArbitrary();
    private static readonly Arbitrary<int> Seed = Gen.Choose(0, 1_000_000).ToArbitrary();

    [Fact]
    public void Whatever_is_asked_for_refunds_never_exceed_what_was_taken() => Check.QuickThrowOnFailure(Prop.ForAll(Amounts, Seed, (amounts, seed) =>
    {
        var order = Paid;
        var version = 3L;
        foreach (var (amount, number) in amounts.Select((amount, number) => (amount, number)))
        {
            long? asked = amount % 7 == 0 ? null : amount % 5000;
            var command = new OrderCommand.Refund(Key($"refund-{number}"), asked is { } cents ? Eur(cents) : null, Noon);
            var left = order.Facts.Payment.Refundable;
            var isAccepted = Order.Decide(order, command) is Decision<OrderEvent>.Happens;
            Assert.Equal(order is Order.Paid && order.Facts.Payment.Refunds.Count < PaymentProgress.MaxRefunds && (asked ?? left.MinorUnits) is > 0 and var wanted && wanted <= left.MinorUnits, isAccepted);
            if (isAccepted)
                order = order.After(command);
            if ((amount ^ seed) % 3 == 0)
                order = Settle(order, version++, succeeds: (amount ^ seed) % 2 == 0);
            Assert.False(order.Facts.Payment.Refundable.MinorUnits < 0);
            Assert.Equal(4000, (order.Facts.Payment.Refundable + order.Facts.Payment.PendingRefunds + order.Facts.Payment.Totals.Refunded).MinorUnits);
        }
    }));

    [Fact]
    public void A_capture_is_accepted_when_it_is_positive_and_at_most_what_is_held() => Check.QuickThrowOnFailure(Prop.ForAll<int>(amount =>
        Assert.Equal(amount is > 0 and <= 4000, Order.Decide(Confirmed, new OrderCommand.Capture(Eur(amount), Noon)) is Decision<OrderEvent>.Happens)));

    // The provider settles the first refund that is under way.
    private static Order Settle(Order order, long version, bool succeeds)
    {
        var payment = order.Facts.Payment;
        if (payment.Refunds.FirstOrDefault(refund => refund.Status == RefundStatus.Pending) is not { } pending)
            return order;
        var settled = payment.Refunds.Where(refund => refund.Status != RefundStatus.Pending)
            .Select(refund => new SettledRefund(refund.Number, refund.Amount, refund.Failure))
            .Append(new SettledRefund(pending.Number, pending.Amount, succeeds ? null : Declined)).ToArray();
        var report = Report(version, 4000, 4000, (payment.Totals.Refunded.MinorUnits) + (succeeds ? pending.Amount.MinorUnits : 0), refunds: settled);
        return order.After(succeeds ? new OrderCommand.ConfirmRefund(report, Noon) : new OrderCommand.FailRefund(report, Noon));
    }
}
