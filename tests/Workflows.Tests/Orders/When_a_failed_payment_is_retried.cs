using Serverless.Contracts;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Orders;

public class When_a_failed_payment_is_retried
{
    private readonly Shop shop = new();

    [Fact]
    public async Task The_second_card_pays_over_the_same_intent()
    {
        await Declined();
        await shop.Retry();
        await shop.Settle();
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
        Assert.Single(shop.Provider.Intents);
        Assert.Single(shop.Provider.Taken);
    }

    [Fact]
    public async Task Cancelled_while_under_way_nothing_is_kept()
    {
        await Declined();
        await shop.Retry();
        await shop.Cancel();
        await shop.Settle();
        Assert.Equal(OrderStatus.Cancelled, shop.Order.Status);
        Assert.True(shop.Provider.Intent.Kept.IsZero);
    }

    [Fact]
    public async Task Two_retries_at_once_are_one_attempt()
    {
        await Declined();
        shop.Orders.Store.BeforeSave = () => shop.Retry("pm_card_mastercard", "retry-2").GetAwaiter().GetResult();
        Assert.Equal("order_state", Assert.IsType<ChangeOrderResult.Refused>(await shop.Retry()).Rejection.Code);
        await shop.Settle();
        Assert.Single(shop.Provider.Taken);
    }

    [Fact]
    public async Task The_same_key_with_another_card_is_refused_in_every_state()
    {
        await Declined();
        await shop.Retry("pm_card_visa_chargeDeclined");
        Assert.Equal("idempotency_key_reused", Assert.IsType<ChangeOrderResult.Refused>(await shop.Retry()).Rejection.Code);
        await shop.Settle();
        Assert.Equal("idempotency_key_reused", Assert.IsType<ChangeOrderResult.Refused>(await shop.Retry()).Rejection.Code);
        Assert.Equal((OrderStatus.PaymentFailed, 0), (shop.Order.Status, shop.Provider.Taken.Count));
    }

    [Fact]
    public async Task By_an_operator_it_is_not_found()
    {
        await Declined();
        var retrying = new RetryingPayments(new ChangingOrders(shop.Orders), shop.Clock);
        Assert.IsType<ChangeOrderResult.NotFound>(await retrying.Retry(
            Shop.Otto.Id, shop.Order.Id, Domain.IdempotencyKey.Parse("retry-1"), new RetryPaymentRequest("pm_card_visa"), null, TestContext.Current.CancellationToken));
    }

    private async Task Declined()
    {
        await shop.Place("pm_card_visa_chargeDeclined");
        await shop.Settle();
    }
}
