using Serverless.Contracts;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Payments;

public class When_a_payment_does_not_succeed
{
    private readonly Shop shop = new();

    [Fact]
    public async Task A_declined_card_is_shown_with_its_codes()
    {
        await shop.Place(method: "pm_card_visa_chargeDeclined");
        await shop.Settle();
        Assert.Equal(OrderStatus.PaymentFailed, shop.Order.Status);
        Assert.Equal(("card_declined", "generic_decline"), (shop.Order.Failure?.Code, shop.Order.Failure?.DeclineCode));
        Assert.Empty(shop.Provider.Taken);
    }

    [Fact]
    public async Task A_refused_request_fails_the_payment_with_the_providers_code()
    {
        await shop.Place(method: "pm_card_refused");
        await shop.Settle();
        Assert.Equal((OrderStatus.PaymentFailed, "resource_missing"), (shop.Order.Status, shop.Order.Failure?.Code));
    }

    [Fact]
    public async Task A_card_that_needs_3d_secure_shows_the_page_to_open()
    {
        await shop.Place(method: "pm_card_threeDSecureRequired");
        await shop.Settle();
        Assert.Equal(OrderStatus.AwaitingPayment, shop.Order.Status);
        Assert.Equal(new Serverless.Contracts.NextAction("redirect_to_url", "https://bank.example/3ds"), shop.Order.NextAction);
    }
}
