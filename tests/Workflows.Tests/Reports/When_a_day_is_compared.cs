using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Reports;

namespace Serverless.Workflows.Tests.Reports;

public class When_a_day_is_compared
{
    private readonly Accounts accounts = new();

    [Fact]
    public async Task What_agrees_is_added_up_and_nothing_else_is_said()
    {
        for (var order = 1; order <= 5; order++)
            await accounts.Pay($"cart-{order}");
        await accounts.Pay("declined", method: "pm_card_visa_chargeDeclined");
        var report = await accounts.OfMarch1();
        var sums = new Sums(6, 0, 20000, 0);
        Assert.Equal([new CurrencyReport("EUR", sums, sums)], report.Currencies);
        Assert.Equal(20000, sums.Net);
        Assert.Empty(report.Differences);
    }

    [Fact]
    public async Task A_refund_that_we_do_not_know_of_is_a_difference_of_its_order()
    {
        await accounts.Pay("cart-1");
        var order = await accounts.Pay("cart-2");
        accounts.Shop.Provider.Intents[order].Refund(null, Eur(700));
        var report = await accounts.OfMarch1();
        var difference = Assert.Single(report.Differences);
        Assert.Equal((order.Value, "pi_2"), (difference.OrderId, difference.PaymentIntent));
        Assert.Equal((new Books("EUR", 0, 4000, 0), new Books("EUR", 0, 4000, 700)), (difference.Ours, difference.Theirs));
        Assert.Equal((8000, 7300), (report.Currencies[0].Ours.Net, report.Currencies[0].Theirs.Net));
    }

    [Fact]
    public async Task What_differs_is_sent_for_review_and_corrected_with_the_reason()
    {
        await accounts.Pay("cart-1");
        var order = await accounts.Pay("cart-2");
        accounts.Shop.Provider.Intents[order].Refund(null, Eur(700));
        await accounts.OfMarch1();
        await accounts.Shop.Settle();

        var corrected = accounts.Shop.Orders.Store.All.Single(each => each.Id == order).Facts;
        Assert.Equal(Eur(700), corrected.Payment.Totals.Refunded);
        Assert.Equal(Cause.Reconcile("The books of 2026-03-01 differ from the provider's."), corrected.History[^1].Cause);
        accounts.Shop.Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(0, (await accounts.Compute()).Single(report => report.Day == Accounts.March1).OrdersThatDiffer);
    }

    [Fact]
    public async Task A_refund_that_is_on_its_way_is_none()
    {
        var order = await accounts.Pay("cart-1");
        accounts.Shop.Provider.Intents[order].RefundsBegin = PaymentRefundStatus.Pending;
        accounts.Shop.Provider.Intents[order].Refund(1, Eur(700));
        Assert.Equal(0, (await accounts.OfMarch1()).OrdersThatDiffer);
    }

    [Fact]
    public async Task What_we_learn_between_the_two_looks_is_none()
    {
        var order = await accounts.Pay("cart-1");
        var payment = accounts.Shop.Payments.Store.All.Single();
        accounts.Shop.Payments.Store.Put(order.Value, new Payment.Requested(payment.Facts with { Totals = Totals.None(Currency.Parse("EUR")) }));
        accounts.Provider.AfterPage = () =>
        {
            accounts.Shop.Payments.Store.Put(order.Value, payment);
            return Task.CompletedTask;
        };
        var report = await accounts.OfMarch1();
        Assert.Equal((0, 4000), (report.OrdersThatDiffer, report.Currencies[0].Ours.Captured));
    }

    [Fact]
    public async Task A_charge_that_we_know_nothing_of_has_no_side_of_ours()
    {
        var order = await accounts.Pay("cart-1");
        accounts.Shop.Payments.Store.Remove(order.Value);
        var report = await accounts.OfMarch1();
        Assert.Equal((null, new Books("EUR", 0, 4000, 0)), (Assert.Single(report.Differences).Ours, report.Differences[0].Theirs));
        Assert.Equal((Sums.None, new Sums(1, 0, 4000, 0)), (report.Currencies[0].Ours, report.Currencies[0].Theirs));
    }

    [Fact]
    public async Task A_payment_that_the_provider_knows_nothing_of_has_no_side_of_theirs()
    {
        var order = await accounts.Pay("cart-1");
        accounts.Shop.Provider.Intents.Remove(order);
        accounts.Provider.Created.Remove(order);
        var report = await accounts.OfMarch1();
        Assert.Equal((new Books("EUR", 0, 4000, 0), null), (Assert.Single(report.Differences).Ours, report.Differences[0].Theirs));
    }

    [Fact]
    public async Task It_is_the_day_of_the_providers_intent_that_counts()
    {
        await accounts.Pay("cart-1", created: new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero));
        var first = await accounts.OfMarch1();
        Assert.Empty(first.Currencies);
        var day = Assert.IsType<ReconciliationResult.Done>(await accounts.Read("2026-02-28", "2026-02-28")).View;
        Assert.Equal((1, 1, 0), (day.Currencies[0].Ours.Count, day.Currencies[0].Theirs.Count, day.OrdersThatDiffer));
    }

    [Fact]
    public async Task What_others_do_in_the_same_account_is_none_of_our_business()
    {
        accounts.Provider.Strangers.Add(new Intent(new IntentId("pi_x"), IntentStatus.Succeeded, Eur(0), Eur(100), Eur(0)));
        Assert.Empty((await accounts.OfMarch1()).Currencies);
    }

    private static Money Eur(long amount) => new(amount, Currency.Parse("EUR"));
}
