namespace Serverless.Functions.Tests.Orders;

public class When_an_order_is_cancelled(Shop shop)
{
    [Fact]
    public async Task What_was_paid_is_given_back()
    {
        var alice = await shop.Customer("cancels");
        var placed = await alice.Place("cart-1");
        await shop.Quiet();
        var answer = await alice.Ask(placed.Id, "cancel");
        Assert.Equal(202, answer.Status);
        Assert.Equal("cancelling", answer.OrderStatus);
        Assert.Equal(placed.Header("Location"), answer.Header("Location"));
        await shop.Quiet();
        var order = await alice.Order(placed.Id);
        Assert.Equal("cancelled", order.OrderStatus);
        Assert.Equal("""[{"number":1,"amount":{"amount":3300,"currency":"EUR"},"status":"succeeded"}]""", order.Body["refunds"]!.ToJsonString());
        Assert.Equal([("Charge", 3300L), ("Refund", 3300L)], shop.Movements(placed.Id));
    }

    [Fact]
    public async Task Before_its_payment_was_taken_nothing_is_kept_whoever_wins()
    {
        var alice = await shop.Customer("cancels at once");
        var placed = await alice.Place("cart-1");
        Assert.Equal(202, (await alice.Ask(placed.Id, "cancel")).Status);
        var order = await shop.Until(() => alice.Order(placed.Id), answer => answer.OrderStatus == "cancelled");
        Assert.Equal(order.Body["captured"]!.ToJsonString(), order.Body["refunded"]!.ToJsonString());
        Assert.Equal(0, shop.Movements(placed.Id).Sum(movement => movement.Kind == "Charge" ? movement.Amount : -movement.Amount));
    }

    [Fact]
    public async Task A_second_time_nothing_changes_and_the_version_that_the_first_expected_does_no_harm()
    {
        var alice = await shop.Customer("cancels twice");
        var placed = await alice.Place("cart-1");
        await shop.Quiet();
        var tag = (await alice.Order(placed.Id)).Header("ETag")!;
        Assert.Null((await alice.Ask(placed.Id, "cancel", ifMatch: tag)).Header("Idempotent-Replayed"));
        await shop.Quiet();
        var before = await alice.Order(placed.Id);
        var again = await alice.Ask(placed.Id, "cancel", ifMatch: tag);
        Assert.Equal((202, "true", "cancelled"), (again.Status, again.Header("Idempotent-Replayed"), again.OrderStatus));
        Assert.Equal(before.Text, (await alice.Order(placed.Id)).Text);
    }

    [Fact]
    public async Task An_operator_may_do_it_and_a_stranger_may_not()
    {
        var placed = await (await shop.Customer("called in")).Place("cart-1");
        Assert.Equal((404, "order_not_found"), (await (await shop.Customer("meddles")).Ask(placed.Id, "cancel")).Refusal);
        Assert.Equal(202, (await (await shop.Operator("helps")).Ask(placed.Id, "cancel")).Status);
    }

    [Theory]
    [InlineData("\"99\"")]
    [InlineData("W/\"2\"")]
    [InlineData("\"two\"")]
    [InlineData("nonsense")]
    public async Task Another_version_than_expected_is_left_alone(string ifMatch)
    {
        var alice = await shop.Customer($"looked away {ifMatch}");
        var placed = await alice.Place("cart-1");
        await shop.Quiet();
        Assert.Equal("\"2\"", (await alice.Order(placed.Id)).Header("ETag"));
        Assert.Equal((412, "version_mismatch"), (await alice.Ask(placed.Id, "cancel", ifMatch: ifMatch)).Refusal);
        Assert.Equal("paid", (await alice.Order(placed.Id)).OrderStatus);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("\"1\", \"2\"")]
    public async Task One_of_the_expected_versions_is_cancelled(string ifMatch)
    {
        var alice = await shop.Customer($"looked {ifMatch}");
        var placed = await alice.Place("cart-1");
        await shop.Quiet();
        Assert.Equal(202, (await alice.Ask(placed.Id, "cancel", ifMatch: ifMatch)).Status);
    }

    [Fact]
    public async Task One_that_is_refunded_is_over_and_stays_so()
    {
        var alice = await shop.Customer("all back");
        var placed = await alice.Place("cart-1");
        await shop.Quiet();
        await (await shop.Operator("gives it all back")).Ask(placed.Id, "refunds", key: "all");
        await shop.Quiet();
        Assert.Equal((409, "order_state"), (await alice.Ask(placed.Id, "cancel")).Refusal);
        Assert.Equal("refunded", (await alice.Order(placed.Id)).OrderStatus);
    }
}
