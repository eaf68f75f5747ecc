using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Triggers.Tests.ServiceBus;

public sealed class When_a_message_is_dead
{
    public sealed class OfAQueue(Calls calls)
    {
        [Function("OfAQueue")]
        public Task Run([ServiceBusTrigger("orders/$DeadLetterQueue", Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message) =>
            calls.With(message);
    }

    public sealed class OfASubscription(Calls calls)
    {
        [Function("OfASubscription")]
        public Task Run([ServiceBusTrigger("events", "audit/$DeadLetterQueue", Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message) =>
            calls.With(message);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_function_on_the_dead_letters_of_a_queue_gets_it_with_the_reason()
    {
        await using var host = await TriggerHost.Start<OfAQueue>();

        await Kill(host, "orders", host.Bus.CreateReceiver("orders"));

        var message = await host.Calls.Next<ServiceBusReceivedMessage>();
        Assert.Equal(("m-1", "rejected", "No such card."), (message.MessageId, message.DeadLetterReason, message.DeadLetterErrorDescription));
        await host.UntilIdle();
        Assert.Empty(await host.DeadLetters().PeekMessagesAsync(1, cancellationToken: Stop));
    }

    [Fact]
    public async Task A_function_on_the_dead_letters_of_a_subscription_gets_it_with_the_reason()
    {
        await using var host = await TriggerHost.Start<OfASubscription>();

        await Kill(host, "events", host.Bus.CreateReceiver("events", "audit"));

        Assert.Equal("rejected", (await host.Calls.Next<ServiceBusReceivedMessage>()).DeadLetterReason);
    }

    [Fact]
    public async Task It_comes_again_however_often_the_function_fails()
    {
        await using var host = await TriggerHost.Start<OfAQueue>();
        host.Calls.FailFirst(5); // The queue itself gives up after three.

        await Kill(host, "orders", host.Bus.CreateReceiver("orders"));

        await host.UntilIdle();
        Assert.Equal(6, host.Calls.Count);
    }

    private static async Task Kill(TriggerHost host, string entity, ServiceBusReceiver receiver)
    {
        await host.Sender(entity).SendMessageAsync(new ServiceBusMessage("{}") { MessageId = "m-1" }, Stop);
        var message = await receiver.ReceiveMessageAsync(cancellationToken: Stop);
        await receiver.DeadLetterMessageAsync(message, "rejected", "No such card.", Stop);
    }
}
