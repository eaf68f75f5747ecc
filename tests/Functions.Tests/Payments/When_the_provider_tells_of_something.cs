using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;

namespace Serverless.Functions.Tests.Payments;

public class When_the_provider_tells_of_something(Shop shop)
{
    private const string Secret = "whsec_embedded";

    [Fact]
    public async Task A_refund_made_in_its_dashboard_and_a_dispute_are_booked_once()
    {
        var (customer, order) = await Pay("disputed");
        using var bank = new Bank(shop);
        await bank.Refund(order, 300);
        var dispute = await bank.Dispute(order);
        var books = await Balances(order, disputed: 3000, refunded: 300);
        Assert.Equal(0, books.Sum(balance => balance.Value));
        await bank.Close(dispute, "won");
        Assert.Equal(3000, (await Balances(order, disputed: 0, refunded: 300))["captured"]);
        Assert.Equal(300, (long)(await customer.Get($"api/orders/{order}")).Body["refunded"]!["amount"]!);
    }

    [Theory]
    [InlineData("twice")]
    [InlineData("shuffled")]
    public async Task Notices_that_come_twice_or_out_of_order_change_nothing_more(string mode)
    {
        await using var other = await Shop.Open([$"--Embedded:PaymentWebhookMode={mode}", "--Embedded:PaymentWebhookDelay=00:00:00.5"]);
        var customer = await other.Customer("alice");
        var placed = await customer.Place("cart-1");
        await other.Until(() => customer.Get(placed.Header("Location")!), answer => (string)answer.Body["status"]! == "paid");
        using var bank = new Bank(other);
        await bank.Refund(placed.Id, 300);
        await bank.Refund(placed.Id, 200);
        await other.Until(() => customer.Get(placed.Header("Location")!), answer => (long)answer.Body["refunded"]!["amount"]! >= 500);
        await other.Quiet();
        Assert.Equal(500, (long)(await customer.Get(placed.Header("Location")!)).Body["refunded"]!["amount"]!);
        Assert.Equal([("Charge", 3300L), ("Refund", 300L), ("Refund", 200L)], other.Movements(placed.Id));
    }

    [Fact]
    public async Task The_books_are_for_operators()
    {
        var (customer, order) = await Pay("curious");
        Assert.Equal("operators_only", (await customer.Get($"api/orders/{order}/ledger")).Problem);
        var operators = await shop.Customer("operator", "&role=operator");
        Assert.Equal("ledger_not_found", (await operators.Get("api/orders/no-order/ledger")).Problem);
        var entry = (await operators.Get($"api/orders/{order}/ledger")).Body["entries"]!.AsArray()[0]!;
        Assert.Equal(("charge 1", 2), ((string)entry["cause"]!, entry["lines"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("", 0, "signature_missing")]
    [InlineData("whsec_other", 0, "signature_invalid")]
    [InlineData(Secret, -301, "signature_expired")]
    public async Task A_notice_that_is_not_the_providers_is_refused(string secret, int age, string code)
    {
        var answer = await Tell(shop, $"evt_bad_{code}", secret, age);
        Assert.Equal((400, code), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task A_notice_about_an_intent_that_is_none_of_ours_is_taken_and_dropped()
    {
        Assert.Equal(200, (await Tell(shop, "evt_foreign", Secret)).Status);
        await shop.Quiet();
        Assert.DoesNotContain("evt_foreign", await Dead());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        var answer = await Send(shop, new string(' ', 256 * 1024 + 1), "t=1,v1=00");
        Assert.Equal((413, "body_too_large"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task While_the_bus_is_out_the_provider_is_asked_to_come_again()
    {
        await using var broken = await Shop.Open(
            ["--Embedded:PaymentWebhookMode=never"], app => app.Services.AddSingleton<IMessageBus>(new BrokenBus()));
        Assert.Equal(503, (await Tell(broken, "evt_1", Secret)).Status);
    }

    private async Task<(Customer Customer, string Order)> Pay(string name)
    {
        var customer = await shop.Customer(name);
        var placed = await customer.Place("cart-1");
        await shop.Until(() => customer.Get(placed.Header("Location")!), answer => (string)answer.Body["status"]! == "paid");
        return (customer, placed.Id);
    }

    private async Task<Dictionary<string, long>> Balances(string order, long disputed, long refunded)
    {
        var operators = await shop.Customer("operator", "&role=operator");
        var ledger = await shop.Until(
            () => operators.Get($"api/orders/{order}/ledger"),
            answer => Of(answer)["disputed"] == disputed && Of(answer)["refunded"] == refunded);
        return Of(ledger);

        static Dictionary<string, long> Of(Answer answer) =>
            answer.Body["balances"]!.AsObject().ToDictionary(balance => balance.Key, balance => (long)balance.Value!["amount"]!);
    }

    private static Task<Answer> Tell(Shop shop, string id, string secret, int age = 0)
    {
        var body = Notice.Of(id);
        return Send(shop, body, secret.Length == 0 ? null : Notice.Sign(body, secret, age));
    }

    private static async Task<Answer> Send(Shop shop, string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/payments/webhooks") { Content = new StringContent(body) };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        }
        return await new Customer(shop.Anonymous).Send(request);
    }

    private async Task<IReadOnlyList<string>> Dead()
    {
        var operators = await shop.Customer("operator", "&role=operator");
        return [.. (await operators.Get("api/dead-letters?source=provider-events")).Body["items"]!.AsArray().Select(letter => (string)letter!["messageId"]!)];
    }

    private sealed class BrokenBus : IMessageBus
    {
        public Task Send(string entity, IReadOnlyList<BusMessage> messages, CancellationToken stop) => throw new OutageException("The bus is out.");
    }
}
