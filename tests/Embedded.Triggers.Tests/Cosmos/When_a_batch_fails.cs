using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Triggers.Tests.Cosmos;

public sealed class When_a_batch_fails
{
    public sealed record Item(string Id);

    public sealed class Unlimited(Calls calls)
    {
        [Function("Unlimited"), ExponentialBackoffRetry(-1, "00:00:00.005", "00:00:00.020")]
        public Task Run(
            [CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", StartFromBeginning = true, MaxItemsPerInvocation = 1)] Item[] items, FunctionContext context) =>
            calls.With((items[0].Id, context.RetryContext.RetryCount, context.RetryContext.MaxRetryCount));
    }

    public sealed class Once(Calls calls)
    {
        [Function("Once"), FixedDelayRetry(1, "00:00:00.005")]
        public Task Run([CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", StartFromBeginning = true, MaxItemsPerInvocation = 1)] Item[] items) =>
            calls.With(items[0].Id);
    }

    public sealed class Never(Calls calls)
    {
        [Function("Never")]
        public Task Run([CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", StartFromBeginning = true, MaxItemsPerInvocation = 1)] Item[] items) =>
            calls.With(items[0].Id);
    }

    public sealed class Slow(Calls calls)
    {
        [Function("Slow"), FixedDelayRetry(-1, "01:00:00")]
        public Task Run([CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", StartFromBeginning = true)] Item[] items) => calls.With(items[0].Id);
    }

    [Fact]
    public async Task It_is_tried_again_in_place_until_it_succeeds()
    {
        await using var host = await TriggerHost.Start<Unlimited>();
        host.Calls.FailFirst(2);

        await Put(host, "a", "b");

        Assert.Equal(("a", 0, -1), await host.Calls.Next<(string, int, int)>());
        Assert.Equal(("a", 1, -1), await host.Calls.Next<(string, int, int)>());
        Assert.Equal(("a", 2, -1), await host.Calls.Next<(string, int, int)>());
        Assert.Equal(("b", 0, -1), await host.Calls.Next<(string, int, int)>());
    }

    [Fact]
    public async Task The_feed_goes_on_when_its_retries_are_used_up()
    {
        await using var host = await TriggerHost.Start<Once>();
        host.Calls.FailFirst(2);

        await Put(host, "a", "b");

        Assert.Equal(("a", "a", "b"), (await host.Calls.Next<string>(), await host.Calls.Next<string>(), await host.Calls.Next<string>()));
    }

    [Fact]
    public async Task Without_a_retry_attribute_it_is_left_behind()
    {
        await using var host = await TriggerHost.Start<Never>();
        host.Calls.FailFirst(1);

        await Put(host, "a", "b");

        Assert.Equal(("a", "b"), (await host.Calls.Next<string>(), await host.Calls.Next<string>()));
    }

    [Fact]
    public async Task A_host_that_stops_between_two_tries_sees_it_again_after_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("feed-").FullName;
        await using (var first = await TriggerHost.StartOn<Slow>(folder))
        {
            first.Calls.FailFirst(99);
            await Put(first, "a");
            await first.Calls.Next<string>();
        }

        await using var second = await TriggerHost.StartOn<Slow>(folder);

        Assert.Equal("a", await second.Calls.Next<string>());
        await second.UntilIdle();
    }

    private static async Task Put(TriggerHost host, params string[] ids)
    {
        foreach (var id in ids)
        {
            using var answer = await host.Container("items").CreateItemStreamAsync(
                new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new { id, shelf = "s" })), new PartitionKey("s"), cancellationToken: TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
        }
    }
}
