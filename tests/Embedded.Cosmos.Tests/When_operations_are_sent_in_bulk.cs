using System.Net;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_operations_are_sent_in_bulk
{
    private static readonly PartitionKey Ada = new("ada");

    [Fact]
    public async Task All_kinds_of_operations_go_through()
    {
        await using var account = await TestAccount.Start();
        foreach (var id in new[] { "read", "replace", "patch", "delete" })
        {
            await account.Orders.CreateItemAsync(new Order(id, "ada", 1), Ada);
        }
        using var client = Bulk(account);
        var orders = client.GetContainer("shop", "orders");
        var answers = await Task.WhenAll(
            orders.CreateItemAsync(new Order("new", "bob", 2), new PartitionKey("bob")),
            orders.UpsertItemAsync(new Order("upserted", "ada", 3), Ada),
            orders.ReadItemAsync<Order>("read", Ada),
            orders.ReplaceItemAsync(new Order("replace", "ada", 4), "replace", Ada),
            orders.PatchItemAsync<Order>("patch", Ada, [PatchOperation.Increment("/total", 4)]),
            orders.DeleteItemAsync<Order>("delete", Ada));
        Assert.Equal([201, 201, 200, 200, 200, 204], answers.Select(answer => (int)answer.StatusCode));
        Assert.Equal([2, 3, 1, 4, 5], answers.Take(5).Select(answer => answer.Resource.Total));
        Assert.Equal((await account.Orders.ReadItemAsync<Order>("patch", Ada)).ETag, answers[4].ETag);
        Assert.Equal(2, (await account.Orders.ReadItemAsync<Order>("new", new("bob"))).Resource.Total);
    }

    [Fact]
    public async Task What_fails_leaves_the_others_alone()
    {
        await using var account = await TestAccount.Start();
        await account.Orders.CreateItemAsync(new Order("taken", "ada"), Ada);
        using var client = Bulk(account);
        var orders = client.GetContainer("shop", "orders");
        var statuses = await Task.WhenAll(
            Status(orders.CreateItemAsync(new Order("1", "ada"), Ada)),
            Status(orders.CreateItemAsync(new Order("taken", "ada"), Ada)),
            Status(orders.CreateItemAsync(new Order("2", "bob"), Ada)),
            Status(orders.ReadItemAsync<Order>("none", Ada)),
            Status(orders.ReplaceItemAsync(new Order("taken", "ada"), "taken", Ada, new() { IfMatchEtag = "\"00ff\"" })),
            Status(orders.CreateItemAsync(new Order("3", "ada"), Ada)));
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.PreconditionFailed, HttpStatusCode.Created], statuses);
        Assert.Equal(["1", "3", "taken"], (await Feed.Read(account.Orders)).Order());
    }

    [Fact]
    public async Task A_failed_operation_changes_nothing_itself()
    {
        await using var account = await TestAccount.Start(container => container.UniqueKeyPolicy = new() { UniqueKeys = { new() { Paths = { "/status" } } } });
        using var client = Bulk(account);
        var orders = client.GetContainer("shop", "orders");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Status(orders.CreateItemAsync(new Order($"{number}", "ada", Status: "same"), Ada))));
        Assert.Single(statuses, HttpStatusCode.Created);
        Assert.Equal(9, statuses.Count(status => status == HttpStatusCode.Conflict));
        Assert.Single(await Feed.Read(account.Orders));
    }

    [Fact]
    public async Task Thousands_of_documents_of_many_partitions_arrive_once_each()
    {
        await using var account = await TestAccount.Start();
        using var client = Bulk(account);
        var orders = client.GetContainer("shop", "orders");
        await Task.WhenAll(Enumerable.Range(0, 3000).Select(number =>
            orders.CreateItemAsync(new Order($"{number}", $"customer {number % 70}", number), new PartitionKey($"customer {number % 70}"))));
        using var counted = account.Orders.GetItemQueryIterator<int>("SELECT VALUE COUNT(1) FROM c");
        Assert.Equal(3000, (await counted.ReadNextAsync()).Single());
        Assert.Equal(3000, account.Endpoint.Container("shop", "orders")!.Counters.WrittenDocuments);
    }

    [Fact]
    public async Task A_key_of_several_levels_stands_in_each_operation()
    {
        await using var account = await TestAccount.Start();
        await account.Database.CreateContainerAsync(new("levels", ["/customer", "/status"]));
        using var client = Bulk(account);
        var levels = client.GetContainer("shop", "levels");
        await Task.WhenAll(
            levels.CreateItemAsync(new Order("1", "ada", 1, "open"), new PartitionKeyBuilder().Add("ada").Add("open").Build()),
            levels.CreateItemAsync(new Order("1", "ada", 2, "paid"), new PartitionKeyBuilder().Add("ada").Add("paid").Build()));
        var paid = await levels.ReadItemAsync<Order>("1", new PartitionKeyBuilder().Add("ada").Add("paid").Build());
        Assert.Equal(2, paid.Resource.Total);
    }

    [Fact]
    public async Task Content_can_be_left_out_of_the_answer()
    {
        await using var account = await TestAccount.Start();
        using var client = Bulk(account);
        var answer = await client.GetContainer("shop", "orders").CreateItemAsync(new Order("1", "ada"), Ada, new() { EnableContentResponseOnWrite = false });
        Assert.Null(answer.Resource);
    }

    private static CosmosClient Bulk(TestAccount account) => account.Connect(configure: options => options.AllowBulkExecution = true);

    private static async Task<HttpStatusCode> Status(Task<ItemResponse<Order>> operation)
    {
        try
        {
            return (await operation).StatusCode;
        }
        catch (CosmosException failure)
        {
            return failure.StatusCode;
        }
    }
}
