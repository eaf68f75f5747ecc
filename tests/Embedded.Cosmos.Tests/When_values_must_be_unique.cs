using System.Net;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_values_must_be_unique
{
    private static readonly PartitionKey Ada = new("ada");

    [Fact]
    public async Task A_second_document_with_the_same_values_is_a_conflict()
    {
        await using var account = await Start();
        await account.Orders.CreateItemAsync(new Order("1", "ada", 5, "open"), Ada);
        await Conflicts(() => account.Orders.CreateItemAsync(new Order("2", "ada", 5, "open"), Ada));
        await account.Orders.CreateItemAsync(new Order("3", "ada", 5, "paid"), Ada);
        await account.Orders.CreateItemAsync(new Order("4", "bob", 5, "open"), new PartitionKey("bob"));
    }

    [Fact]
    public async Task A_replacement_may_not_take_the_values_of_another()
    {
        await using var account = await Start();
        await account.Orders.CreateItemAsync(new Order("1", "ada", 5, "open"), Ada);
        await account.Orders.CreateItemAsync(new Order("2", "ada", 6, "open"), Ada);
        await Conflicts(() => account.Orders.ReplaceItemAsync(new Order("2", "ada", 5, "open"), "2", Ada));
        await account.Orders.ReplaceItemAsync(new Order("1", "ada", 5, "open"), "1", Ada);
        Assert.Equal(6, (await account.Orders.ReadItemAsync<Order>("2", Ada)).Resource.Total);
    }

    [Fact]
    public async Task The_values_of_a_deleted_document_are_free()
    {
        await using var account = await Start();
        await account.Orders.CreateItemAsync(new Order("1", "ada", 5, "open"), Ada);
        await account.Orders.DeleteItemAsync<Order>("1", Ada);
        await account.Orders.CreateItemAsync(new Order("2", "ada", 5, "open"), Ada);
    }

    private static Task<TestAccount> Start() => TestAccount.Start(container =>
        container.UniqueKeyPolicy = new() { UniqueKeys = { new() { Paths = { "/total", "/status" } } } });

    private static async Task Conflicts(Func<Task> request) =>
        Assert.Equal(HttpStatusCode.Conflict, (await Assert.ThrowsAsync<CosmosException>(request)).StatusCode);
}
