namespace Serverless.Functions.Tests.Payments;

public class When_the_provider_fails_for_a_while
{
    [Fact]
    public async Task Orders_are_accepted_and_their_payments_wait_on_the_bus_until_the_circuit_closes()
    {
        await using var shop = await Shop.Open([
            "--PaymentProvider:CircuitBreaker:MinimumRequests=2", "--PaymentProvider:CircuitBreaker:FailureRatio=0.01",
            "--PaymentProvider:CircuitBreaker:Break=00:00:05", "--Recovery:LongestDelay=00:00:01"]);
        var alice = await shop.Customer("alice");
        for (var failing = 1; failing <= 3; failing++)
            await alice.Place($"failing-{failing}", Customer.Tea.Replace("pm_card_visa", "pm_sim_500", StringComparison.Ordinal));
        var anybody = new Customer(shop.Anonymous);
        await shop.Until(() => anybody.Get("api/health/ready"), ready => (string)ready.Body["checks"]!["payment-provider"]!["status"]! == "degraded");

        var placed = await alice.Place("cart-1");
        Assert.Equal(202, placed.Status);
        await shop.Quiet();
        Assert.Equal("awaitingPayment", (await alice.Order(placed.Id)).OrderStatus);

        await shop.Until(() => alice.Order(placed.Id), order => order.OrderStatus == "paid");
        Assert.Equal([("Charge", 3300L)], shop.Movements(placed.Id));
        Assert.Empty((await (await shop.Operator("anna")).Get($"api/dead-letters?orderId={placed.Id}")).Body["items"]!.AsArray());
    }
}
