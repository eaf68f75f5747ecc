using System.Net;
using Microsoft.Azure.Cosmos;
using DataStore = Serverless.Embedded.Storage.Database;

namespace Serverless.Embedded.Cosmos.Tests;

public sealed class When_the_endpoint_starts_again : IDisposable
{
    private static readonly PartitionKey Ada = new("ada");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cosmos-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Documents_and_containers_are_as_they_were()
    {
        var first = await OnDisk(account => account.Orders.CreateItemAsync(new Order("1", "ada", 5), Ada));
        var read = await OnDisk(account => account.Orders.ReadItemAsync<Order>("1", Ada));
        Assert.Equal(5, read.Resource.Total);
        Assert.Equal(first.ETag, read.ETag);
    }

    [Fact]
    public async Task A_version_number_is_never_given_out_twice()
    {
        var last = await OnDisk(async account =>
        {
            await account.Orders.CreateItemAsync(new Order("1", "ada"), Ada);
            var created = await account.Orders.CreateItemAsync(new Order("2", "ada"), Ada);
            await account.Orders.DeleteItemAsync<Order>("2", Ada);
            return created.ETag;
        });
        var next = await OnDisk(async account => (await account.Orders.CreateItemAsync(new Order("2", "ada"), Ada)).ETag);
        Assert.True(string.CompareOrdinal(next, last) > 0, $"{next} after {last}");
    }

    [Fact]
    public async Task The_change_feed_goes_on_from_an_old_continuation()
    {
        var token = await OnDisk(async account =>
        {
            await account.Orders.CreateItemAsync(new Order("1", "ada"), Ada);
            using var feed = account.Orders.GetChangeFeedIterator<Order>(ChangeFeedStartFrom.Beginning(), ChangeFeedMode.Incremental);
            var page = await feed.ReadNextAsync();
            await account.Orders.CreateItemAsync(new Order("2", "ada"), Ada);
            return page.ContinuationToken;
        });
        var ids = await OnDisk(async account =>
        {
            await account.Orders.CreateItemAsync(new Order("3", "ada"), Ada);
            using var feed = account.Orders.GetChangeFeedIterator<Order>(ChangeFeedStartFrom.ContinuationToken(token), ChangeFeedMode.Incremental);
            return await Feed.Drain(feed);
        });
        Assert.Equal(["2", "3"], ids);
    }

    [Fact]
    public async Task Unique_values_are_still_taken()
    {
        Action<ContainerProperties> unique = container => container.UniqueKeyPolicy = new() { UniqueKeys = { new() { Paths = { "/total" } } } };
        await OnDisk(account => account.Orders.CreateItemAsync(new Order("1", "ada", 5), Ada), unique);
        var failure = await Assert.ThrowsAsync<CosmosException>(() =>
            OnDisk(account => account.Orders.CreateItemAsync(new Order("2", "ada", 5), Ada), unique));
        Assert.Equal(HttpStatusCode.Conflict, failure.StatusCode);
    }

    private async Task<T> OnDisk<T>(Func<TestAccount, Task<T>> work, Action<ContainerProperties>? configure = null)
    {
        await using var storage = DataStore.Open(_folder.FullName);
        await using var account = await TestAccount.Start(configure, storage: storage);
        return await work(account);
    }
}
