using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Triggers.Tests.Outputs;

public sealed class When_a_function_returns
{
    public sealed record Result(string Id, int Count);

    public sealed class AText
    {
        [Function("F"), ServiceBusOutput("results", Connection = "ServiceBusConnection")]
        public static string Run([QueueTrigger("imports")] string body) => body + "!";
    }

    public sealed class AClass
    {
        [Function("F"), ServiceBusOutput("results", Connection = "ServiceBusConnection")]
        public static Result Run([QueueTrigger("imports")] string body) => new(body, 1);
    }

    public sealed class Several
    {
        [Function("F"), ServiceBusOutput("results", Connection = "ServiceBusConnection")]
        public static string[] Run([QueueTrigger("imports")] string body) => [body + "1", body + "2"];
    }

    public sealed class AMessage
    {
        [Function("F"), ServiceBusOutput("results", Connection = "ServiceBusConnection")]
        public static async Task<ServiceBusMessage> Run([QueueTrigger("imports")] string body)
        {
            await Task.Yield();
            return new ServiceBusMessage(body) { Subject = "mine" };
        }
    }

    public sealed class Nothing(Calls calls)
    {
        [Function("F"), ServiceBusOutput("results", Connection = "ServiceBusConnection")]
        public async Task<string?> Run([QueueTrigger("imports")] string body)
        {
            await calls.With(body);
            return null;
        }
    }

    public sealed class ToAQueue(Calls calls)
    {
        [Function("F"), QueueOutput("exports")]
        public static Result Run([QueueTrigger("imports")] string body) => new(body, 2);

        [Function("G")]
        public Task Next([QueueTrigger("exports")] Result result) => calls.With(result);
    }

    public sealed record Outputs(
        [property: ServiceBusOutput("results", Connection = "ServiceBusConnection")] string? Message,
        [property: CosmosDBOutput("shop", "copies", Connection = "CosmosConnection")] object[]? Documents);

    public sealed class Properties
    {
        [Function("F")]
        public static Outputs Run([QueueTrigger("imports")] string body) =>
            new(body, [new { id = "a", shelf = "s", count = 1 }, new { id = "b", shelf = "t", count = 2 }]);
    }

    public sealed class Unwritable(Calls calls)
    {
        [Function("F"), CosmosDBOutput("shop", "copies", Connection = "CosmosConnection")]
        public async Task<object> Run([QueueTrigger("imports")] string body)
        {
            await calls.With(body);
            return new { noId = 1 };
        }
    }

    [Fact]
    public async Task A_text_is_a_message() => Assert.Equal("x!", (await Sent<AText>())[0].Body.ToString());

    [Fact]
    public async Task A_class_is_a_message_in_json() => Assert.Equal("""{"Id":"x","Count":1}""", (await Sent<AClass>())[0].Body.ToString());

    [Fact]
    public async Task An_array_is_several_messages() => Assert.Equal(["x1", "x2"], (await Sent<Several>()).Select(message => message.Body.ToString()));

    [Fact]
    public async Task A_message_is_sent_as_it_is() => Assert.Equal("mine", (await Sent<AMessage>())[0].Subject);

    [Fact]
    public async Task Null_sends_nothing()
    {
        await using var host = await Run<Nothing>();

        await host.Calls.Next<string>();
        await host.UntilIdle();

        Assert.Empty(await host.Bus.CreateReceiver("results").PeekMessagesAsync(10, 0, Stop));
    }

    [Fact]
    public async Task It_can_go_to_a_storage_queue()
    {
        await using var host = await Run<ToAQueue>();

        Assert.Equal(new Result("x", 2), await host.Calls.Next<Result>());
    }

    [Fact]
    public async Task Its_properties_can_be_outputs_of_their_own()
    {
        await using var host = await Run<Properties>();
        await host.Bus.CreateReceiver("results").ReceiveMessageAsync(TimeSpan.FromSeconds(20), Stop);
        await host.UntilIdle();

        Assert.Equal(1, (await host.Container("copies").ReadItemAsync<JsonElement>("a", new PartitionKey("s"), cancellationToken: Stop)).Resource.GetProperty("count").GetInt32());
        Assert.Equal(2, (await host.Container("copies").ReadItemAsync<JsonElement>("b", new PartitionKey("t"), cancellationToken: Stop)).Resource.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_fails_the_invocation()
    {
        await using var host = await Run<Unwritable>();

        await host.Calls.Next<string>();
        await host.Calls.Next<string>();
    }

    private static async Task<IReadOnlyList<ServiceBusReceivedMessage>> Sent<TFunctions>()
    {
        await using var host = await Run<TFunctions>();
        return await host.Bus.CreateReceiver("results").ReceiveMessagesAsync(10, TimeSpan.FromSeconds(20), Stop);
    }

    private static async Task<TriggerHost> Run<TFunctions>()
    {
        var host = await TriggerHost.Start<TFunctions>();
        await host.Queues.Put("imports", [Convert.ToBase64String("x"u8)], Stop);
        return host;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
