using Azure.Messaging.ServiceBus;
using Serverless.Workflows.Messaging;

namespace Serverless.Adapters.Tests.ServiceBus;

public class ServiceBusPublisherTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_message_arrives_with_everything_that_others_find_it_by(int count)
    {
        await using var wires = await Wires.Open();
        await wires.Get<IMessageBus>().Send("payment-commands", [.. Enumerable.Range(0, count).Select(number => Message($"m-{number}", 10))], Stop);
        var received = await Receive(wires, count);
        Assert.Equal(count, received.Count);
        Assert.All(received, message => Assert.Equal(("ChargePayment", "order-1", "application/json"), (message.Subject, message.CorrelationId, message.ContentType)));
        Assert.Equal(Enumerable.Range(0, count).Select(number => $"m-{number}"), received.Select(message => message.MessageId));
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", received[0].ApplicationProperties["Diagnostic-Id"]);
    }

    [Fact]
    public async Task A_message_for_later_waits_for_its_time()
    {
        await using var wires = await Wires.Open();
        var due = wires.Clock.Now.AddMinutes(5);
        await wires.Get<IMessageBus>().Send("payment-commands", [Message("m-1", 10) with { NotBefore = due }], Stop);
        Assert.Equal(due, Assert.Single(await Receive(wires, 1)).ScheduledEnqueueTime);
    }

    [Fact]
    public async Task More_than_one_batch_holds_goes_in_several()
    {
        await using var wires = await Wires.Open();
        await wires.Get<IMessageBus>().Send("payment-commands", [.. Enumerable.Range(0, 12).Select(number => Message($"m-{number}", 60_000))], Stop);
        Assert.Equal(12, (await Receive(wires, 12)).Count);
    }

    [Fact]
    public async Task The_same_message_sent_twice_arrives_once()
    {
        await using var wires = await Wires.Open();
        await wires.Get<IMessageBus>().Send("payment-commands", [Message("m-1", 10)], Stop);
        await wires.Get<IMessageBus>().Send("payment-commands", [Message("m-1", 10), Message("m-2", 10)], Stop);
        Assert.Equal(["m-1", "m-2"], (await Receive(wires, 3)).Select(message => message.MessageId));
    }

    [Fact]
    public async Task A_queue_that_does_not_exist_is_an_error()
    {
        await using var wires = await Wires.Open();
        await Assert.ThrowsAsync<ServiceBusException>(() => wires.Get<IMessageBus>().Send("nowhere", [Message("m-1", 10)], Stop));
    }

    private static BusMessage Message(string id, int size) => new(
        id, "ChargePayment", "order-1", new byte[size], "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    private static async Task<IReadOnlyList<ServiceBusReceivedMessage>> Receive(Wires wires, int most)
    {
        await using var receiver = wires.Bus.CreateReceiver("payment-commands");
        return await receiver.PeekMessagesAsync(most, cancellationToken: Stop);
    }
}
