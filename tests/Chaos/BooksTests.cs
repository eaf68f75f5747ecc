namespace Serverless.Chaos;

/// <summary>A comparison that finds nothing proves nothing: it must find what is wrong when something is.</summary>
public class BooksTests
{
    private static readonly FoundOrder Paid = new("order-1", "paid", 1999, 1999, 0, false, null);
    private static readonly Balance Taken = new("pi_1", "order-1", 1, 1999, 0, 0, 0);

    [Fact]
    public void Books_that_agree_have_no_differences() => Assert.Empty(Differences(Paid, Taken));

    [Fact]
    public void A_refund_that_was_accepted_and_made_is_none_either()
    {
        var promise = Promised("paid");
        promise.AddRefund(500);

        var books = new Books([promise], [Paid with { Refunded = 500 }], [Taken with { Refunded = 500 }], mayExpire: false);

        Assert.Empty(books.Differences());
    }

    [Fact]
    public void A_lost_order_is_one() =>
        Assert.Equal(["order order-1 was accepted and is lost"], new Books([Promised("paid")], [], [], mayExpire: false).Differences());

    [Fact]
    public void An_order_that_nobody_was_told_of_is_one() =>
        Assert.Equal(["order order-1 exists, and nobody was told"], new Books([], [Paid], [], mayExpire: false).Differences());

    [Fact]
    public void A_payment_without_an_order_is_one() => Assert.Contains(
        "the provider has the payment pi_1 of an order order-9 that nobody placed",
        Differences(Paid, Taken, Taken with { Order = "order-9" }));

    [Fact]
    public void An_order_that_has_not_ended_is_one() => AssertOne("it has not ended", Paid with { Status = "awaitingPayment" }, Taken);

    [Fact]
    public void A_refund_that_never_settles_is_one() => AssertOne("it has not ended", Paid with { RefundPending = true }, Taken);

    [Fact]
    public void A_second_charge_is_one() => AssertOne("it was charged 2 times", Paid, Taken with { Charges = 2 });

    [Fact]
    public void Money_that_is_still_held_is_one() => AssertOne("the provider still holds 1999", Paid, Taken with { Held = 1999 });

    [Fact]
    public void A_payment_that_was_never_made_is_one() =>
        AssertOne("the provider took 0 and kept 0, our records say 1999 and 1999", Paid);

    [Fact]
    public void A_refund_that_we_know_nothing_of_is_one() =>
        AssertOne("the provider took 1999 and kept 1499, our records say 1999 and 1999", Paid, Taken with { Refunded = 500 });

    [Fact]
    public void Money_that_is_kept_for_a_cancelled_order_is_one() =>
        AssertOne("1999 was kept", Paid with { Status = "cancelled" }, Taken);

    [Fact]
    public void A_refund_that_was_accepted_and_not_made_is_one()
    {
        var promise = Promised("paid");
        promise.AddRefund(500);

        Assert.Contains("1999 was kept of 1999, and refunds of 500 were accepted",
            new Books([promise], [Paid], [Taken], mayExpire: false).Differences().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_capture_of_more_than_was_accepted_is_one()
    {
        var promise = Promised("paid");
        promise.Captured = 1000;

        Assert.Contains(
            new Books([promise], [Paid], [Taken], mayExpire: false).Differences(),
            one => one.EndsWith("1999 was taken instead of 1000", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cancel_that_was_accepted_and_not_done_is_one()
    {
        var promise = Promised("paid");
        promise.Cancelled = true;

        Assert.Contains("its cancel was accepted",
            new Books([promise], [Paid], [Taken], mayExpire: false).Differences().Single(), StringComparison.Ordinal);
    }

    private static void AssertOne(string expected, FoundOrder order, params Balance[] balances) =>
        Assert.Contains(Differences(order, balances), one => one.EndsWith(expected, StringComparison.Ordinal));

    private static List<string> Differences(FoundOrder order, params Balance[] balances) =>
        [.. new Books([Promised("paid")], [order], balances, mayExpire: false).Differences()];

    private static Promise Promised(params string[] ends) =>
        new("customer-1", "order-1", new Story(1, "pm_card_visa", Deeds.Nothing, ends));
}
