using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Functions.Worker;
using Database = Serverless.Embedded.Storage.Database;

namespace Serverless.Embedded.Triggers.Tests.Cosmos;

public sealed class When_documents_change
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(30);

    public sealed record Item(string Id, string Shelf, int Count);

    public sealed class Lists(Calls calls)
    {
        [Function("Lists")]
        public Task Run([CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", StartFromBeginning = true, FeedPollDelay = 50)] IReadOnlyList<Item> items) =>
            calls.With(items);
    }

    public sealed class Arrays(Calls calls)
    {
        [Function("Arrays")]
        public Task Run([CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", StartFromBeginning = true, FeedPollDelay = 50)] JsonElement[] items) =>
            calls.With(items);
    }

    public sealed class Texts(Calls calls)
    {
        [Function("Texts")]
        public Task Run([CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", StartFromBeginning = true, FeedPollDelay = 50)] string items) =>
            calls.With(items);
    }

    public sealed class Few(Calls calls)
    {
        [Function("Few")]
        public Task Run(
            [CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", StartFromBeginning = true, FeedPollDelay = 50, MaxItemsPerInvocation = 2)] Item[] items) =>
            calls.With(items);
    }

    public sealed class Eight(Calls calls)
    {
        [Function("Eight")]
        public Task Run(
            [CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", StartFromBeginning = true, FeedPollDelay = 50, MaxItemsPerInvocation = 8)] Item[] items) =>
            calls.With(items);
    }

    public sealed class Late(Calls calls)
    {
        [Function("Late")]
        public Task Run([CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", FeedPollDelay = 50)] Item[] items) => calls.With(items);
    }

    public sealed class Two(Calls calls)
    {
        [Function("First")]
        public Task First(
            [CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", LeaseContainerPrefix = "first", StartFromBeginning = true, FeedPollDelay = 50)] Item[] items) =>
            calls.With(("first", items[0].Id));

        [Function("Second")]
        public Task Second(
            [CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", LeaseContainerPrefix = "second", StartFromBeginning = true, FeedPollDelay = 50)] Item[] items) =>
            calls.With(("second", items[0].Id));
    }

    public sealed class Rivals(Calls calls)
    {
        [Function("One")]
        public Task One(
            [CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", StartFromBeginning = true, FeedPollDelay = 50)] Item[] items) => calls.With(items[0].Id);

        [Function("Other")]
        public Task Other(
            [CosmosDBTrigger("shop", "items", Connection = "CosmosConnection", StartFromBeginning = true, FeedPollDelay = 50)] Item[] items) => calls.With(items[0].Id);
    }

    [Fact]
    public async Task The_trigger_names_itself_to_the_database_as_host_json_says()
    {
        await using var host = await TriggerHost.Start<Lists>("AzureFunctionsJobHost:extensions:cosmosDB:userAgentSuffix=shop-relay");

        Assert.Equal("shop-relay", host.Container("items").Database.Client.ClientOptions.ApplicationName);
    }

    [Fact]
    public async Task They_come_as_a_list_of_a_class()
    {
        await using var host = await TriggerHost.Start<Lists>();

        await Put(host, "a", 1);

        Assert.Equal([new Item("a", "s", 1)], await host.Calls.Next<IReadOnlyList<Item>>());
    }

    [Fact]
    public async Task They_come_as_an_array_of_raw_json()
    {
        await using var host = await TriggerHost.Start<Arrays>();

        await Put(host, "a", 1);

        Assert.Equal("a", (await host.Calls.Next<JsonElement[]>())[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task They_come_as_text()
    {
        await using var host = await TriggerHost.Start<Texts>();

        await Put(host, "a", 1);

        Assert.StartsWith("""[{"id":"a",""", await host.Calls.Next<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_comes_while_the_feed_is_idle_is_seen_long_before_the_next_poll()
    {
        await using var host = await TriggerHost.Start<Lists>();
        await Put(host, "a", 1);
        await host.Calls.Next<IReadOnlyList<Item>>();
        await host.UntilIdle();

        await Put(host, "b", 2);

        Assert.Equal("b", (await host.Calls.Next<IReadOnlyList<Item>>())[0].Id);
    }

    [Fact]
    public async Task No_invocation_gets_more_than_the_trigger_allows()
    {
        await using var host = await TriggerHost.Start<Few>();
        for (var i = 0; i < 5; i++)
        {
            await Put(host, $"i{i}", i);
        }

        var seen = 0;
        while (seen < 5)
        {
            var batch = await host.Calls.Next<Item[]>();
            Assert.InRange(batch.Length, 1, 2);
            seen += batch.Length;
        }
    }

    [Fact]
    public async Task After_many_at_once_the_next_gather_for_a_moment()
    {
        var clock = new TimerClock();
        await using var host = await TriggerHost.Start<Lists>(clock, Database.InMemory());
        await PutTogether(host, 8);
        Assert.Equal(8, (await host.Calls.Next<IReadOnlyList<Item>>()).Count);
        await clock.UntilWaitedFor(Gathering);
        await Put(host, "a", 1);
        await Put(host, "b", 2);

        clock.Advance(Gathering);

        Assert.Equal(["a", "b"], (await host.Calls.Next<IReadOnlyList<Item>>()).Select(item => item.Id));
    }

    [Fact]
    public async Task After_a_few_the_next_are_seen_at_once()
    {
        await using var host = await TriggerHost.Start<Lists>(new TimerClock(), Database.InMemory());
        await PutTogether(host, 7);
        await host.Calls.Next<IReadOnlyList<Item>>();

        await Put(host, "a", 1);

        Assert.Equal("a", (await host.Calls.Next<IReadOnlyList<Item>>())[0].Id);
    }

    [Fact]
    public async Task After_as_many_as_an_invocation_gets_the_rest_is_seen_at_once()
    {
        await using var host = await TriggerHost.Start<Eight>(new TimerClock(), Database.InMemory());

        await PutTogether(host, 9);

        Assert.Equal((8, 1), ((await host.Calls.Next<Item[]>()).Length, (await host.Calls.Next<Item[]>()).Length));
    }

    [Fact]
    public async Task A_host_that_stops_does_not_wait_for_more_to_gather()
    {
        var clock = new TimerClock();
        await using var host = await TriggerHost.Start<Lists>(clock, Database.InMemory());
        await PutTogether(host, 8);
        await clock.UntilWaitedFor(Gathering);

        await host.Drain();

        Assert.Equal(1, host.Calls.Count);
    }

    [Fact]
    public async Task Triggers_of_different_prefixes_each_see_all()
    {
        await using var host = await TriggerHost.Start<Two>();

        await Put(host, "a", 1);

        (string, string)[] seen = [await host.Calls.Next<(string, string)>(), await host.Calls.Next<(string, string)>()];
        Assert.Equal([("first", "a"), ("second", "a")], seen.Order());
    }

    [Fact]
    public async Task Triggers_of_one_prefix_share_the_feed()
    {
        await using var host = await TriggerHost.Start<Rivals>();

        await Put(host, "a", 1);
        await host.UntilIdle();

        Assert.Equal(1, host.Calls.Count);
    }

    [Fact]
    public async Task A_new_start_goes_on_where_the_last_one_stopped()
    {
        var folder = Directory.CreateTempSubdirectory("feed-").FullName;
        await using (var first = await TriggerHost.StartOn<Lists>(folder))
        {
            await Put(first, "a", 1);
            await first.Calls.Next<IReadOnlyList<Item>>();
        }

        await using var second = await TriggerHost.StartOn<Lists>(folder);
        await Put(second, "b", 2);

        Assert.Equal(["b"], (await second.Calls.Next<IReadOnlyList<Item>>()).Select(item => item.Id));
    }

    private static async Task PutTogether(TriggerHost host, int count)
    {
        var batch = host.Container("items").CreateTransactionalBatch(new PartitionKey("s"));
        foreach (var i in Enumerable.Range(0, count))
        {
            batch.UpsertItemStream(new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new { id = $"i{i}", shelf = "s", count = i })));
        }
        using var answer = await batch.ExecuteAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, answer.ErrorMessage);
    }

    private static async Task Put(TriggerHost host, string id, int count)
    {
        using var answer = await host.Container("items").UpsertItemStreamAsync(
            new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new { id, shelf = "s", count })), new PartitionKey("s"), cancellationToken: TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
