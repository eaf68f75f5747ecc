namespace Serverless.Functions.Tests.Orders;

public class When_an_order_is_placed(Shop shop)
{
    [Fact]
    public async Task It_is_accepted_with_its_address_and_its_version()
    {
        var alice = await shop.Customer("accepted");
        var answer = await alice.Place("cart-1");
        Assert.Equal(202, answer.Status);
        Assert.Equal($"/api/orders/{answer.Id}", answer.Header("Location"));
        Assert.Equal("\"1\"", answer.Header("ETag"));
        Assert.Equal("awaitingPayment", (string)answer.Body["status"]!);
        Assert.Null(answer.Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task The_server_prices_it_from_the_catalog()
    {
        var alice = await shop.Customer("priced");
        var answer = await alice.Place("cart-1", """{"lines":[{"sku":"TEA-GREEN-100","quantity":2},{"sku":"GIFT","quantity":1}],"paymentMethod":"pm_card_visa"}"""
            .Replace("GIFT", "FILTER-PAPER-100", StringComparison.Ordinal));
        Assert.Equal("""{"amount":3750,"currency":"EUR"}""", answer.Body["total"]!.ToJsonString());
    }

    [Fact]
    public async Task A_moment_later_it_is_paid()
    {
        var alice = await shop.Customer("paid");
        var placed = await alice.Place("cart-1");
        await shop.Quiet();
        var order = await alice.Get(placed.Header("Location")!);
        Assert.Equal(200, order.Status);
        Assert.Equal("paid", (string)order.Body["status"]!);
        Assert.Equal(3300, (long)order.Body["captured"]!["amount"]!);
        Assert.Equal([("Charge", 3300L)], shop.Movements(placed.Id));
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclined", "generic_decline")]
    [InlineData("pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds")]
    public async Task A_declined_card_ends_in_a_failed_payment_that_says_why(string method, string decline)
    {
        var alice = await shop.Customer($"declined by {decline}");
        var placed = await alice.Place("cart-1", Customer.Tea.Replace("pm_card_visa", method, StringComparison.Ordinal));
        await shop.Quiet();
        var order = await alice.Get(placed.Header("Location")!);
        Assert.Equal("paymentFailed", (string)order.Body["status"]!);
        Assert.Equal("card_declined", (string)order.Body["failure"]!["code"]!);
        Assert.Equal(decline, (string)order.Body["failure"]!["declineCode"]!);
        Assert.Empty(shop.Movements(placed.Id));
    }

    [Fact]
    public async Task A_card_that_wants_3D_Secure_shows_where_to_go()
    {
        var alice = await shop.Customer("challenged");
        var placed = await alice.Place("cart-1", Customer.Tea.Replace("pm_card_visa", "pm_card_authenticationRequired", StringComparison.Ordinal));
        await shop.Quiet();
        var order = await alice.Get(placed.Header("Location")!);
        Assert.Equal("awaitingPayment", (string)order.Body["status"]!);
        Assert.True(order.Body["nextAction"] is not null, order.Text);
        Assert.Equal("redirect_to_url", (string)order.Body["nextAction"]!["kind"]!);
        Assert.NotNull(order.Body["nextAction"]!["url"]);
        Assert.Empty(shop.Movements(placed.Id));
    }
}
