namespace Serverless.Functions.Tests.Orders;

public class When_an_order_is_refunded(Shop shop)
{
    [Fact]
    public async Task A_part_and_then_the_rest_go_back()
    {
        var (alice, helper, order) = await Paid("in two parts");
        var part = await helper.Ask(order, "refunds", """{"amount":500}""", "part");
        Assert.Equal((202, "paid"), (part.Status, part.OrderStatus));
        Assert.Equal($"/api/orders/{order}", part.Header("Location"));
        Assert.Equal(2800, (long)part.Body["refundable"]!["amount"]!);
        await shop.Quiet();
        Assert.Equal(500, (long)(await alice.Order(order)).Body["refunded"]!["amount"]!);
        Assert.Equal(202, (await helper.Ask(order, "refunds", "{}", "rest")).Status);
        await shop.Quiet();
        var refunded = await alice.Order(order);
        Assert.Equal("refunded", refunded.OrderStatus);
        Assert.Null(refunded.Body["refundable"]);
        Assert.Equal(["500 succeeded", "2800 succeeded"], refunded.Body["refunds"]!.AsArray().Select(refund => $"{refund!["amount"]!["amount"]} {refund["status"]}"));
        Assert.Equal([("Charge", 3300L), ("Refund", 500L), ("Refund", 2800L)], shop.Movements(order));
    }

    [Theory]
    [InlineData("", "{}")]
    [InlineData("{}", """{"amount":null}""")]
    [InlineData("""{"amount":700}""", """{ "amount": 700 }""")]
    public async Task The_same_key_and_request_are_the_same_refund(string body, string again)
    {
        var (alice, helper, order) = await Paid($"refunded once {body}");
        await helper.Ask(order, "refunds", body, "once");
        await shop.Quiet();
        var before = await alice.Order(order);
        var replayed = await helper.Ask(order, "refunds", again, "once");
        Assert.Equal((202, "true"), (replayed.Status, replayed.Header("Idempotent-Replayed")));
        await shop.Quiet();
        Assert.Equal(before.Text, (await alice.Order(order)).Text);
        Assert.Single(shop.Movements(order), movement => movement.Kind == "Refund");
    }

    [Fact]
    public async Task Ten_at_once_with_one_key_are_one()
    {
        var (alice, helper, order) = await Paid("impatient helper");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => helper.Ask(order, "refunds", """{"amount":400}""", "once")));
        Assert.All(answers, answer => Assert.Equal(202, answer.Status));
        Assert.Single(answers, answer => answer.Header("Idempotent-Replayed") is null);
        await shop.Quiet();
        Assert.Equal([("Charge", 3300L), ("Refund", 400L)], shop.Movements(order));
    }

    [Theory]
    [InlineData("""{"amount":800}""")]
    [InlineData("{}")]
    public async Task The_same_key_with_another_body_is_refused(string other)
    {
        var (alice, helper, order) = await Paid($"key reused {other}");
        await helper.Ask(order, "refunds", """{"amount":700}""", "once");
        await Refused(alice, order, 422, "idempotency_key_reused", () => helper.Ask(order, "refunds", other, "once"));
    }

    [Theory]
    [InlineData("""{"amount":3301}""", 422, "amount")]
    [InlineData("""{"amount":0}""", 422, "amount")]
    [InlineData("""{"amount":-1}""", 422, "amount")]
    [InlineData("""{"amount":9223372036854775807}""", 422, "amount")]
    [InlineData("""{"amount":1.5}""", 400, "malformed_json")]
    [InlineData("""{"amount":"5"}""", 400, "malformed_json")]
    [InlineData("""{"sum":5}""", 400, "malformed_json")]
    [InlineData("null", 400, "malformed_json")]
    [InlineData("{", 400, "malformed_json")]
    public async Task What_cannot_be_refunded_is_refused(string body, int status, string code)
    {
        var (alice, helper, order) = await Paid($"refused {body}");
        await Refused(alice, order, status, code, () => helper.Ask(order, "refunds", body, "one"));
    }

    [Fact]
    public async Task More_than_is_left_beside_a_refund_under_way_is_refused()
    {
        var (alice, helper, order) = await Paid("too much in two");
        await helper.Ask(order, "refunds", """{"amount":3000}""", "one");
        await Refused(alice, order, 422, "amount", () => helper.Ask(order, "refunds", """{"amount":301}""", "two"));
    }

    [Fact]
    public async Task Without_a_key_it_is_refused()
    {
        var (alice, helper, order) = await Paid("keyless helper");
        await Refused(alice, order, 400, "idempotency_key_required", () => helper.Ask(order, "refunds"));
    }

    [Fact]
    public async Task By_anybody_but_an_operator_it_is_refused()
    {
        var (alice, _, order) = await Paid("helps herself");
        await Refused(alice, order, 403, "operators_only", () => alice.Ask(order, "refunds", key: "mine"));
    }

    [Fact]
    public async Task An_order_that_does_not_exist_is_not_found()
    {
        var helper = await shop.Operator("seeks");
        Assert.Equal((404, "order_not_found"), (await helper.Ask(new string('a', 52), "refunds", key: "one")).Refusal);
        Assert.Equal((404, "order_not_found"), (await helper.Ask("nonsense", "refunds", key: "one")).Refusal);
    }

    [Fact]
    public async Task An_order_whose_payment_failed_has_nothing_to_refund()
    {
        var alice = await shop.Customer("never paid");
        var placed = await alice.PlaceWith("pm_card_visa_chargeDeclined");
        await shop.Quiet();
        var helper = await shop.Operator("misreads");
        await Refused(alice, placed.Id, 409, "order_state", () => helper.Ask(placed.Id, "refunds", key: "one"));
    }

    private async Task<(Customer Alice, Customer Helper, string Order)> Paid(string name)
    {
        var alice = await shop.Customer(name);
        var placed = await alice.Place("cart-1");
        await shop.Quiet();
        return (alice, await shop.Operator("refunds"), placed.Id);
    }

    private async Task Refused(Customer alice, string order, int status, string code, Func<Task<Answer>> ask)
    {
        await shop.Quiet();
        var (before, movements) = (await alice.Order(order), shop.Movements(order).ToList());
        Assert.Equal((status, code), (await ask()).Refusal);
        await shop.Quiet();
        Assert.Equal(before.Text, (await alice.Order(order)).Text);
        Assert.Equal(movements, shop.Movements(order));
    }
}
