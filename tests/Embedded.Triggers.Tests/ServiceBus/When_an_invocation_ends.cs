using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Triggers.Tests.ServiceBus;

public sealed class When_an_invocation_ends
{
    public sealed record Order(string Id);

    public sealed class Completing(Calls calls)
    {
        [Function("Completing")]
        public Task Run([ServiceBusTrigger("orders", Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message) =>
            calls.With(message.DeliveryCount);
    }

    public sealed class Reading(Calls calls)
    {
        [Function("Reading")]
        public Task Run([ServiceBusTrigger("orders", Connection = "ServiceBusConnection")] Order order) => calls.With(order);
    }

    public sealed class Settling(Calls calls)
    {
        [Function("Settling")]
        public async Task Run(
            [ServiceBusTrigger("orders", Connection = "ServiceBusConnection", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
            ServiceBusMessageActions actions, CancellationToken stop)
        {
            switch (message.Body.ToString())
            {
                case "complete":
                    await actions.CompleteMessageAsync(message, stop);
                    break;
                case "bury":
                    await actions.DeadLetterMessageAsync(message, new() { ["by"] = "test" }, "bad", "very bad", stop);
                    break;
                case "defer":
                    await actions.DeferMessageAsync(message, null, stop);
                    break;
                case "retry" when message.DeliveryCount == 1:
                    await actions.AbandonMessageAsync(message, new Dictionary<string, object> { ["tried"] = 1 }, stop);
                    break;
                default:
                    break;
            }
            await calls.With(message);
        }
    }

    public sealed class Both(Calls calls)
    {
        [Function("Both")]
        public async Task Run(
            [ServiceBusTrigger("orders", Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
        {
            await actions.DeadLetterMessageAsync(message, deadLetterReason: "mine");
            await calls.With(message.MessageId);
        }
    }

    public sealed class Burying(Calls calls)
    {
        [Function("Burying")]
        public Task Run([ServiceBusTrigger("events", "audit/$DeadLetterQueue", Connection = "ServiceBusConnection")] ServiceBusReceivedMessage letter) =>
            calls.With(letter.DeadLetterReason);

        [Function("Failing")]
        public static Task Fail([ServiceBusTrigger("events", "audit", Connection = "ServiceBusConnection")] string body) =>
            throw new InvalidOperationException(body);
    }

    [Fact]
    public async Task Its_message_is_gone()
    {
        await using var host = await TriggerHost.Start<Completing>();

        await host.Sender().SendMessageAsync(new ServiceBusMessage("x"), Stop);
        await host.Calls.Next<int>();
        await host.UntilIdle();

        Assert.Equal(1, host.Calls.Count);
        Assert.Empty(await host.Bus.CreateReceiver("orders").PeekMessagesAsync(10, 0, Stop));
    }

    [Fact]
    public async Task After_a_failure_its_message_comes_again()
    {
        await using var host = await TriggerHost.Start<Completing>();
        host.Calls.FailFirst(1);

        await host.Sender().SendMessageAsync(new ServiceBusMessage("x"), Stop);

        Assert.Equal((1, 2), (await host.Calls.Next<int>(), await host.Calls.Next<int>()));
    }

    [Fact]
    public async Task After_its_last_delivery_failed_its_message_is_dead_lettered()
    {
        await using var host = await TriggerHost.Start<Completing>();
        host.Calls.FailFirst(99);

        await host.Sender().SendMessageAsync(new ServiceBusMessage("x"), Stop);
        var letter = await host.DeadLetters().ReceiveMessageAsync(TimeSpan.FromSeconds(20), Stop);

        Assert.Equal(("MaxDeliveryCountExceeded", 3), (letter.DeadLetterReason, host.Calls.Count));
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_a_failure()
    {
        await using var host = await TriggerHost.Start<Reading>();

        await host.Sender().SendMessageAsync(new ServiceBusMessage("no json"), Stop);
        var letter = await host.DeadLetters().ReceiveMessageAsync(TimeSpan.FromSeconds(20), Stop);

        Assert.Equal(("no json", 0), (letter.Body.ToString(), host.Calls.Count));
    }

    [Theory]
    [InlineData("complete", 0)]
    [InlineData("defer", 1)]
    [InlineData("leave", 1)]
    public async Task Without_auto_completion_only_the_function_settles(string what, int left)
    {
        await using var host = await TriggerHost.Start<Settling>();

        await host.Sender().SendMessageAsync(new ServiceBusMessage(what), Stop);
        await host.Calls.Next<ServiceBusReceivedMessage>();
        await host.Drain();

        Assert.Equal(left, (await host.Bus.CreateReceiver("orders").PeekMessagesAsync(10, 0, Stop)).Count);
    }

    [Fact]
    public async Task A_function_may_dead_letter_with_a_reason()
    {
        await using var host = await TriggerHost.Start<Settling>();

        await host.Sender().SendMessageAsync(new ServiceBusMessage("bury"), Stop);
        var letter = await host.DeadLetters().ReceiveMessageAsync(TimeSpan.FromSeconds(20), Stop);

        Assert.Equal(("bad", "very bad", "test"), (letter.DeadLetterReason, letter.DeadLetterErrorDescription, letter.ApplicationProperties["by"]));
    }

    [Fact]
    public async Task A_function_may_give_its_message_back_with_changes()
    {
        await using var host = await TriggerHost.Start<Settling>();

        await host.Sender().SendMessageAsync(new ServiceBusMessage("retry"), Stop);
        await host.Calls.Next<ServiceBusReceivedMessage>();

        Assert.Equal(1, (await host.Calls.Next<ServiceBusReceivedMessage>()).ApplicationProperties["tried"]);
    }

    [Fact]
    public async Task What_the_function_settled_is_not_settled_again()
    {
        await using var host = await TriggerHost.Start<Both>();

        await host.Sender().SendMessageAsync(new ServiceBusMessage("x"), Stop);
        await host.Calls.Next<string>();
        await host.Drain();

        Assert.Equal("mine", (await host.DeadLetters().PeekMessagesAsync(1, 0, Stop))[0].DeadLetterReason);
    }

    [Fact]
    public async Task The_host_file_can_turn_auto_completion_off()
    {
        await using var host = await TriggerHost.Start<Completing>("AzureFunctionsJobHost:extensions:serviceBus:autoCompleteMessages=false");

        await host.Sender().SendMessageAsync(new ServiceBusMessage("x"), Stop);
        await host.Calls.Next<int>();
        await host.Drain();

        Assert.Single(await host.Bus.CreateReceiver("orders").PeekMessagesAsync(10, 0, Stop));
    }

    [Fact]
    public async Task A_function_can_be_fed_with_dead_letters()
    {
        await using var host = await TriggerHost.Start<Burying>();

        await host.Sender("events").SendMessageAsync(new ServiceBusMessage("x"), Stop);

        Assert.Equal("MaxDeliveryCountExceeded", await host.Calls.Next<string>());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
