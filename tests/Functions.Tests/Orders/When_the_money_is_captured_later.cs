namespace Serverless.Functions.Tests.Orders;

public class When_the_money_is_captured_later(When_the_money_is_captured_later.ManualShop manual) : IClassFixture<When_the_money_is_captured_later.ManualShop>
{
    [Fact]
    public async Task All_that_is_held_is_taken()
    {
        var (alice, otto, order) = await Confirmed("takes all");
        var answer = await otto.Ask(order, "capture");
        Assert.Equal((202, "confirmed", $"/api/orders/{order}"), (answer.Status, answer.OrderStatus, answer.Header("Location")));
        await manual.Shop.Quiet();
        var paid = await alice.Order(order);
        Assert.Equal(("paid", 3300), (paid.OrderStatus, (int)paid.Body["captured"]!["amount"]!));
        Assert.Equal([("Authorization", 3300L), ("Capture", 3300L)], manual.Shop.Movements(order));
    }

    [Fact]
    public async Task Of_a_part_the_rest_is_released()
    {
        var (alice, otto, order) = await Confirmed("takes a part");
        await otto.Ask(order, "capture", """{"amount":1000}""");
        await manual.Shop.Quiet();
        var paid = await alice.Order(order);
        Assert.Equal(("paid", 1000, 1000), (paid.OrderStatus, (int)paid.Body["captured"]!["amount"]!, (int)paid.Body["refundable"]!["amount"]!));
        Assert.Equal([("Authorization", 3300L), ("Capture", 1000L), ("Release", 2300L)], manual.Shop.Movements(order));
    }

    [Fact]
    public async Task A_second_time_nothing_changes_and_another_amount_is_refused()
    {
        var (alice, otto, order) = await Confirmed("takes once");
        await otto.Ask(order, "capture", """{"amount":1000}""");
        await manual.Shop.Quiet();
        var before = await alice.Order(order);
        var again = await otto.Ask(order, "capture", """{"amount":1000}""");
        Assert.Equal((202, "true"), (again.Status, again.Header("Idempotent-Replayed")));
        Assert.Equal((409, "order_state"), (await otto.Ask(order, "capture", """{"amount":900}""")).Refusal);
        await manual.Shop.Quiet();
        Assert.Equal(before.Text, (await alice.Order(order)).Text);
    }

    [Fact]
    public async Task What_cannot_be_captured_is_refused_and_nothing_changes()
    {
        var (alice, otto, order) = await Confirmed("takes too much");
        var before = await alice.Order(order);
        Assert.Equal((422, "amount"), (await otto.Ask(order, "capture", """{"amount":3301}""")).Refusal);
        Assert.Equal((422, "amount"), (await otto.Ask(order, "capture", """{"amount":0}""")).Refusal);
        Assert.Equal((400, "malformed_json"), (await otto.Ask(order, "capture", """{"amount":"all"}""")).Refusal);
        Assert.Equal((412, "version_mismatch"), (await otto.Ask(order, "capture", ifMatch: "\"1\"")).Refusal);
        Assert.Equal((403, "operators_only"), (await alice.Ask(order, "capture")).Refusal);
        Assert.Equal((409, "order_state"), (await otto.Ask(order, "refunds", key: "too early")).Refusal);
        await manual.Shop.Quiet();
        Assert.Equal(before.Text, (await alice.Order(order)).Text);
        Assert.Equal([("Authorization", 3300L)], manual.Shop.Movements(order));
    }

    [Fact]
    public async Task Cancelled_before_it_is_released()
    {
        var (alice, otto, order) = await Confirmed("changes her mind");
        await alice.Ask(order, "cancel");
        await manual.Shop.Quiet();
        Assert.Equal("cancelled", (await alice.Order(order)).OrderStatus);
        Assert.Equal([("Authorization", 3300L), ("Release", 3300L)], manual.Shop.Movements(order));
        Assert.Equal((409, "order_state"), (await otto.Ask(order, "capture")).Refusal);
    }

    [Fact]
    public async Task A_cancellation_that_races_the_capture_keeps_nothing()
    {
        var (alice, otto, order) = await Confirmed("changes her mind late");
        await otto.Ask(order, "capture");
        Assert.Equal(202, (await alice.Ask(order, "cancel")).Status);
        await manual.Shop.Until(() => alice.Order(order), answer => answer.OrderStatus == "cancelled");
        Assert.Equal(0, manual.Shop.Movements(order).Sum(movement => movement.Kind is "Authorization" ? movement.Amount : movement.Kind is "Capture" ? 0 : -movement.Amount));
    }

    private async Task<(Customer Alice, Customer Otto, string Order)> Confirmed(string name)
    {
        var alice = await manual.Shop.Customer(name);
        var placed = await alice.Place("cart-1");
        await manual.Shop.Quiet();
        var order = await alice.Order(placed.Id);
        Assert.Equal(("confirmed", 3300), (order.OrderStatus, (int)order.Body["capturable"]!["amount"]!));
        return (alice, await manual.Shop.Operator("otto"), placed.Id);
    }

    public sealed class ManualShop : IAsyncLifetime
    {
        internal Shop Shop { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Shop = await Shop.Open(["--Payments:CaptureMode=Manual"]);

        public ValueTask DisposeAsync() => Shop.DisposeAsync();
    }
}
