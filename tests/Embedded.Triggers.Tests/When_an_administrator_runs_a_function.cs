using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Triggers.Tests;

public sealed class When_an_administrator_runs_a_function
{
    public sealed record Item(string Id);

    public sealed class Every(Calls calls)
    {
        [Function("Message")]
        public async Task Message(
            [ServiceBusTrigger("orders", Connection = "ServiceBusConnection", AutoCompleteMessages = false)] ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
        {
            await actions.CompleteMessageAsync(message);
            await calls.With(message.Body.ToString());
        }

        [Function("Documents")]
        public Task Documents([CosmosDBTrigger("shop", "items", Connection = "CosmosConnection")] Item[] items) => calls.With(items[0].Id);

        [Function("Timer")]
        public Task Timer([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => calls.With(timer.IsPastDue ? "late" : "now");

        [Function("Queue")]
        public Task Queue([QueueTrigger("imports")] Item item) => calls.With(item.Id);
    }

    [Theory]
    [InlineData("Message", "hello", "hello")]
    [InlineData("Documents", """[{"id":"d-1"}]""", "d-1")]
    [InlineData("Timer", "", "now")]
    [InlineData("Queue", """{"id":"q-1"}""", "q-1")]
    public async Task It_gets_the_text_as_its_input(string function, string input, string seen)
    {
        await using var host = await TriggerHost.Start<Every>();

        await host.Listener(function).InvokeWith(input, TestContext.Current.CancellationToken);

        Assert.Equal(seen, await host.Calls.Next<string>());
    }
}
