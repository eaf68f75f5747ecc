using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;

namespace Serverless.Functions.Tests.Payments;

public class When_messages_come_twice_or_broken(Shop shop)
{
    [Fact]
    public async Task A_charge_that_is_delivered_again_charges_once()
    {
        var alice = await shop.Customer("charged once");
        var placed = await alice.Place("cart-1");
        await shop.Quiet();
        var charge = new JsonObject
        {
            ["schema"] = 1,
            ["orderId"] = placed.Id,
            ["attempt"] = 1,
            ["amount"] = new JsonObject { ["amount"] = 3300, ["currency"] = "EUR" },
            ["paymentMethod"] = "pm_card_visa",
            ["capture"] = "automatic",
            ["requestedAt"] = (string)placed.Body["placedAt"]!,
        };
        for (var copy = 0; copy < 3; copy++)
        {
            await Send("payment-commands", charge.ToJsonString(), $"again-{placed.Id}-{copy}", "ChargePayment");
        }
        await shop.Quiet();
        Assert.Equal([("Charge", 3300L)], shop.Movements(placed.Id));
        Assert.Equal("paid", (string)(await alice.Get(placed.Header("Location")!)).Body["status"]!);
        Assert.Empty((await shop.DeadLetters($"orderId={placed.Id}")).AsArray());
    }

    [Theory]
    [InlineData("payment-commands", "ChargePayment", "this is no JSON")]
    [InlineData("payment-commands", "ChargePayment", "{}")]
    [InlineData("payment-commands", "NoSuchMessage", "{}")]
    [InlineData("payment-commands", null, "\u0000\u0001")]
    [InlineData("payment-events/Subscriptions/orders", "PaymentChanged", "this is no JSON")]
    public async Task What_is_not_understood_is_dead_lettered_with_the_reason(string entity, string? subject, string body)
    {
        var id = $"broken-{entity}-{subject}-{body.Length}";
        await Send(entity.Split('/')[0], body, id, subject);
        await shop.Quiet();
        var dead = Assert.Single((await shop.DeadLetters("reason=malformed&pageSize=100")).AsArray(), letter => (string)letter!["messageId"]! == id)!;
        Assert.Equal(entity.Replace("/Subscriptions/", ".", StringComparison.Ordinal), (string)dead["source"]!);
        Assert.NotEmpty((string)dead["description"]!);
    }

    private Task Send(string entity, string body, string id, string? subject) =>
        shop.Send(entity, new ServiceBusMessage(body) { MessageId = id, Subject = subject });
}
