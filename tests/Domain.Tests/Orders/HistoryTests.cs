using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using static Serverless.Domain.Tests.Orders.Given;

namespace Serverless.Domain.Tests.Orders;

public class HistoryTests
{
    // Stored, and shown to clients: a class that is renamed must not rename them.
    private static readonly string[] Names =
    [
        "cancellationBegan", "cancelled", "captureRequested", "confirmed", "disputed", "expired", "paid", "paymentFailed", "paymentReported",
        "paymentRetried", "paymentWaits", "placed", "refundFailed", "refundRequested", "refunded", "voidRequested",
    ];

    [Fact]
    public void The_names_of_events_never_change() => Assert.Equal(
        Names.Order(StringComparer.Ordinal),
        StateTable.Members(typeof(OrderEvent)).Select(name => char.ToLowerInvariant(name[0]) + name[1..]).Order(StringComparer.Ordinal));

    [Fact]
    public void A_line_says_what_happened_when_who_made_it_happen_and_how_much()
    {
        var asked = new OrderEvent.RefundRequested(1, Key("a"), Eur(500), Noon);
        var line = HistoryEntry.Of(Order.Apply(Paid, asked), asked, Cause.Operator(Alice), "trace");
        Assert.Equal(new HistoryEntry(Paid.Version + 1, "refundRequested", Noon, new Cause(CauseKind.Operator, "alice"), "trace", Eur(500)), line);
    }

    [Fact]
    public void A_line_says_why()
    {
        Assert.Equal("card_declined", Line(Placed, new OrderEvent.PaymentFailed(Report(2), Declined, Noon)).Detail);
        Assert.Equal("latePayment", Line(Paid, new OrderEvent.CancellationBegan(CancelReason.LatePayment, Noon)).Detail);
        Assert.Equal("pm_card_mastercard", Line(PaymentFailed, new OrderEvent.PaymentRetried(2, Key("r"), Mastercard, Noon)).Detail);
        Assert.Equal("card_declined", Line(
            Paid.After(new OrderCommand.Refund(Key("a"), Eur(500), Noon)),
            new OrderEvent.RefundFailed(Report(3, 4000, 4000, refunds: new SettledRefund(1, Eur(500), Declined)), Noon)).Detail);
    }

    [Fact]
    public void The_oldest_lines_give_way_when_it_is_full()
    {
        var line = Line(Paid, new OrderEvent.VoidRequested(Noon));
        var order = Enumerable.Range(1, OrderFacts.MaxHistory + 2).Aggregate(Paid, (paid, version) => paid.Remembering(line with { Version = version }));
        Assert.Equal((OrderFacts.MaxHistory, 3L), (order.Facts.History.Count, order.Facts.History[0].Version));
    }

    private static HistoryEntry Line(Order before, OrderEvent happened) => HistoryEntry.Of(Order.Apply(before, happened), happened, Cause.Payment, null);
}
