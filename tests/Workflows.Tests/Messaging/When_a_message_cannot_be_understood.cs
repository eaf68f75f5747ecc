using System.Text;
using Serverless.Contracts;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Messaging;

public class When_a_message_cannot_be_understood
{
    private readonly Shop shop = new();

    [Theory]
    [InlineData("ChargePayment", "not json")]
    [InlineData("ChargePayment", "null")]
    [InlineData("ChargePayment", "{}")]
    [InlineData("ChargePayment", """{"schema":1,"orderId":"nobody","attempt":1,"amount":{"amount":1,"currency":"EUR"},"paymentMethod":"pm","capture":"automatic","requestedAt":"2026-03-01T12:00:00Z"}""")]
    [InlineData("PaymentChanged", """{"schema":1}""")]
    [InlineData("Unheard", "{}")]
    [InlineData(null, "{}")]
    public async Task It_is_dead_lettered_at_once_with_the_reason(string? subject, string body)
    {
        await shop.Deliver(Entities.PaymentCommands, new BusMessage("m-1", subject!, "", Encoding.UTF8.GetBytes(body)));
        var dead = Assert.Single(shop.DeadLetters);
        Assert.Equal("malformed", dead.Reason);
        Assert.NotEmpty(dead.Description);
        Assert.Empty(shop.Retries);
    }

    [Fact]
    public async Task It_is_dead_lettered_too_when_it_belongs_on_another_queue()
    {
        await shop.Place();
        await shop.Settle();
        var changed = shop.Bus.Sent.Single(sent => sent.Message.Subject == nameof(PaymentChanged)).Message;
        await shop.Deliver(Entities.PaymentCommands, changed);
        Assert.Equal("malformed", Assert.Single(shop.DeadLetters).Reason);
    }

    [Fact]
    public async Task It_waits_when_only_a_newer_release_understands_it()
    {
        var body = """{"schema":2,"orderId":"o-1","amount":{"amount":1,"currency":"EUR"}}""";
        await shop.Deliver(Entities.PaymentCommands, new BusMessage("m-1", nameof(VoidPayment), "", Encoding.UTF8.GetBytes(body)));
        Assert.Empty(shop.DeadLetters);
        Assert.Single(shop.Retries);
    }
}
