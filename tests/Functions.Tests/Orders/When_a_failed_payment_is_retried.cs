namespace Serverless.Functions.Tests.Orders;

public class When_a_failed_payment_is_retried(Shop shop)
{
    private const string Visa = """{"paymentMethod":"pm_card_visa"}""";

    [Fact]
    public async Task With_a_good_card_the_order_is_paid_and_charged_once()
    {
        var (alice, order) = await Declined("second try");
        var retried = await alice.Ask(order, "payment", Visa, "retry-1");
        Assert.Equal((202, "awaitingPayment"), (retried.Status, retried.OrderStatus));
        await shop.Quiet();
        Assert.Equal("paid", (await alice.Order(order)).OrderStatus);
        Assert.Equal([("Charge", 3300L)], shop.Movements(order));
    }

    [Fact]
    public async Task With_a_bad_card_it_fails_again_and_may_be_retried_again()
    {
        var (alice, order) = await Declined("third try");
        await alice.Ask(order, "payment", """{"paymentMethod":"pm_card_visa_chargeDeclinedExpiredCard"}""", "retry-1");
        await shop.Quiet();
        Assert.Equal("expired_card", (string)(await alice.Order(order)).Body["failure"]!["code"]!);
        await alice.Ask(order, "payment", Visa, "retry-2");
        await shop.Quiet();
        Assert.Equal("paid", (await alice.Order(order)).OrderStatus);
        Assert.Equal([("Charge", 3300L)], shop.Movements(order));
    }

    [Fact]
    public async Task The_same_key_is_the_same_attempt_even_after_it_failed_too()
    {
        const string Expired = """{"paymentMethod":"pm_card_visa_chargeDeclinedExpiredCard"}""";
        var (alice, order) = await Declined("sends again");
        await alice.Ask(order, "payment", Expired, "retry-1");
        await shop.Quiet();
        var before = await alice.Order(order);
        var again = await alice.Ask(order, "payment", Expired, "retry-1");
        Assert.Equal((202, "true", "paymentFailed"), (again.Status, again.Header("Idempotent-Replayed"), again.OrderStatus));
        Assert.Equal((422, "idempotency_key_reused"), (await alice.Ask(order, "payment", Visa, "retry-1")).Refusal);
        await shop.Quiet();
        Assert.Equal(before.Text, (await alice.Order(order)).Text);
    }

    [Theory]
    [InlineData("""{"paymentMethod":"4242 4242 4242 4242"}""", 400, "card_number")]
    [InlineData("{}", 400, "invalid_request")]
    [InlineData("", 415, "unsupported_media_type")]
    [InlineData("""{"card":"pm_card_visa"}""", 400, "malformed_json")]
    public async Task A_method_that_is_none_is_refused(string body, int status, string code)
    {
        var (alice, order) = await Declined($"mistypes {body}");
        Assert.Equal((status, code), (await alice.Ask(order, "payment", body, "retry-1")).Refusal);
        Assert.Equal("paymentFailed", (await alice.Order(order)).OrderStatus);
    }

    [Fact]
    public async Task An_order_that_is_paid_is_left_alone()
    {
        var alice = await shop.Customer("pays twice");
        var placed = await alice.Place("cart-1");
        await shop.Quiet();
        Assert.Equal((409, "order_state"), (await alice.Ask(placed.Id, "payment", Visa, "retry-1")).Refusal);
        await shop.Quiet();
        Assert.Equal([("Charge", 3300L)], shop.Movements(placed.Id));
    }

    [Fact]
    public async Task Only_the_customer_may_and_only_with_a_key_and_the_expected_version()
    {
        var (alice, order) = await Declined("pays herself");
        Assert.Equal((404, "order_not_found"), (await (await shop.Operator("pays for others")).Ask(order, "payment", Visa, "retry-1")).Refusal);
        Assert.Equal((400, "idempotency_key_required"), (await alice.Ask(order, "payment", Visa)).Refusal);
        Assert.Equal((412, "version_mismatch"), (await alice.Ask(order, "payment", Visa, "retry-1", "\"1\"")).Refusal);
        Assert.Equal("paymentFailed", (await alice.Order(order)).OrderStatus);
    }

    [Fact]
    public async Task Cancelled_instead_it_is_over()
    {
        var (alice, order) = await Declined("gives up");
        Assert.Equal("cancelled", (await alice.Ask(order, "cancel")).OrderStatus);
        Assert.Equal((409, "order_state"), (await alice.Ask(order, "payment", Visa, "retry-1")).Refusal);
    }

    private async Task<(Customer Alice, string Order)> Declined(string name)
    {
        var alice = await shop.Customer(name);
        var placed = await alice.PlaceWith("pm_card_visa_chargeDeclined");
        await shop.Quiet();
        return (alice, placed.Id);
    }
}
