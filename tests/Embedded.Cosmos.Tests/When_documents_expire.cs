using System.Net;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_documents_expire
{
    private static readonly PartitionKey Ada = new("ada");
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task They_are_gone_from_reads_queries_and_the_feed()
    {
        await using var account = await Start(defaultTimeToLive: -1);
        await account.Orders.CreateItemAsync(new Order("short", "ada") { TimeToLive = 60 }, Ada);
        await account.Orders.CreateItemAsync(new Order("long", "ada"), Ada);
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(2, await Count(account));
        _clock.Advance(TimeSpan.FromSeconds(1));
        using var read = await account.Orders.ReadItemStreamAsync("short", Ada);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        Assert.Equal(1, await Count(account));
        Assert.Equal(["long"], await Feed.Read(account.Orders));
    }

    [Fact]
    public async Task The_containers_own_time_holds_for_those_that_name_none()
    {
        await using var account = await Start(defaultTimeToLive: 10);
        await account.Orders.CreateItemAsync(new Order("default", "ada"), Ada);
        await account.Orders.CreateItemAsync(new Order("longer", "ada") { TimeToLive = 20 }, Ada);
        await account.Orders.CreateItemAsync(new Order("forever", "ada") { TimeToLive = -1 }, Ada);
        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(["forever", "longer"], (await Feed.Read(account.Orders)).Order());
        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(["forever"], await Feed.Read(account.Orders));
    }

    [Fact]
    public async Task A_container_without_time_to_live_keeps_everything()
    {
        await using var account = await Start(defaultTimeToLive: null);
        await account.Orders.CreateItemAsync(new Order("1", "ada") { TimeToLive = 1 }, Ada);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await Count(account));
    }

    [Fact]
    public async Task One_that_is_given_a_time_to_live_is_read_as_it_is_now()
    {
        await using var account = await Start(defaultTimeToLive: -1);
        await account.Orders.CreateItemAsync(new Order("1", "ada"), Ada);
        await account.Orders.ReplaceItemAsync(new Order("1", "ada") { TimeToLive = 60 }, "1", Ada);
        Assert.Equal(60, (await account.Orders.ReadItemAsync<Order>("1", Ada)).Resource.TimeToLive);
        _clock.Advance(TimeSpan.FromSeconds(60));
        using var read = await account.Orders.ReadItemStreamAsync("1", Ada);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task A_write_begins_the_time_anew()
    {
        await using var account = await Start(defaultTimeToLive: 10);
        await account.Orders.CreateItemAsync(new Order("1", "ada"), Ada);
        _clock.Advance(TimeSpan.FromSeconds(9));
        await account.Orders.UpsertItemAsync(new Order("1", "ada", 2), Ada);
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(1, await Count(account));
    }

    [Fact]
    public async Task Their_ids_are_free_before_they_are_purged()
    {
        await using var account = await Start(defaultTimeToLive: 10);
        await account.Orders.CreateItemAsync(new Order("1", "ada", 1), Ada);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await account.Orders.CreateItemAsync(new Order("1", "ada", 2), Ada);
        Assert.Equal(2, (await account.Orders.ReadItemAsync<Order>("1", Ada)).Resource.Total);
    }

    [Fact]
    public async Task They_leave_no_trace_in_an_index_when_their_id_is_used_again()
    {
        await using var account = await TestAccount.Start(container =>
        {
            container.DefaultTimeToLive = 10;
            container.IndexingPolicy.CompositeIndexes.Add([new() { Path = "/status" }, new() { Path = "/total" }]);
        }, _clock);
        await account.Orders.CreateItemAsync(new Order("1", "ada", 1, "open"), Ada);
        _clock.Advance(TimeSpan.FromSeconds(10));
        await account.Orders.CreateItemAsync(new Order("1", "ada", 3, "open"), Ada);
        await account.Orders.CreateItemAsync(new Order("2", "ada", 2, "open"), Ada);
        using var pages = account.Orders.GetItemQueryIterator<string>(
            "SELECT VALUE c.id FROM c WHERE c.status = 'open' AND c.total > 0 ORDER BY c.total", requestOptions: new() { PartitionKey = Ada });
        Assert.Equal(["2", "1"], await pages.ReadNextAsync());
    }

    [Fact]
    public async Task A_purge_takes_them_out_of_the_database()
    {
        await using var account = await Start(defaultTimeToLive: -1);
        await account.Orders.CreateItemAsync(new Order("1", "ada") { TimeToLive = 10 }, Ada);
        await account.Orders.CreateItemAsync(new Order("2", "ada") { TimeToLive = 99 }, Ada);
        Assert.Equal(0, await account.Endpoint.Purge());
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await account.Endpoint.Purge());
        Assert.Equal(1, await Count(account));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public async Task A_time_that_is_none_is_refused(int timeToLive)
    {
        await using var account = await Start(defaultTimeToLive: -1);
        var failure = await Assert.ThrowsAsync<CosmosException>(() => account.Orders.CreateItemAsync(new Order("1", "ada") { TimeToLive = timeToLive }, Ada));
        Assert.Equal(HttpStatusCode.BadRequest, failure.StatusCode);
    }

    private Task<TestAccount> Start(int? defaultTimeToLive) => TestAccount.Start(container => container.DefaultTimeToLive = defaultTimeToLive, _clock);

    private static async Task<int> Count(TestAccount account) =>
        (await account.Orders.GetItemQueryIterator<int>("SELECT VALUE COUNT(1) FROM c").ReadNextAsync()).Single();
}
