using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_containers_are_managed
{
    [Fact]
    public async Task The_account_names_itself()
    {
        await using var account = await TestAccount.Start();
        var properties = await account.Client.ReadAccountAsync();
        Assert.Equal(ConsistencyLevel.Strong, properties.Consistency.DefaultConsistencyLevel);
        Assert.Single(properties.WritableRegions);
    }

    [Fact]
    public async Task Databases_are_created_listed_and_deleted()
    {
        await using var account = await TestAccount.Start();
        await account.Client.CreateDatabaseAsync("other");
        var failure = await Assert.ThrowsAsync<CosmosException>(() => account.Client.CreateDatabaseAsync("other"));
        Assert.Equal(HttpStatusCode.Conflict, failure.StatusCode);
        await account.Client.GetDatabase("other").DeleteAsync();
        var names = await account.Client.GetDatabaseQueryIterator<DatabaseProperties>().ReadNextAsync();
        Assert.Equal(["shop"], names.Select(each => each.Id));
    }

    [Fact]
    public async Task A_container_keeps_its_settings()
    {
        await using var account = await TestAccount.Start(container => container.DefaultTimeToLive = 7);
        var read = (await account.Orders.ReadContainerAsync()).Resource;
        Assert.Equal((7, "/customer", "orders"), (read.DefaultTimeToLive, read.PartitionKeyPath, read.Id));
        var all = await account.Database.GetContainerQueryIterator<ContainerProperties>().ReadNextAsync();
        Assert.Equal(["orders"], all.Select(each => each.Id));
    }

    [Fact]
    public async Task A_container_takes_new_settings()
    {
        await using var account = await TestAccount.Start();
        await account.Orders.ReplaceContainerAsync(new("orders", "/customer") { DefaultTimeToLive = 60 });
        Assert.Equal(60, (await account.Orders.ReadContainerAsync()).Resource.DefaultTimeToLive);
    }

    [Fact]
    public async Task A_container_keeps_its_partition_key()
    {
        await using var account = await TestAccount.Start();
        var failure = await Assert.ThrowsAsync<CosmosException>(() => account.Orders.ReplaceContainerAsync(new("orders", "/other")));
        Assert.Equal(HttpStatusCode.BadRequest, failure.StatusCode);
    }

    [Fact]
    public async Task A_deleted_container_takes_its_documents_with_it()
    {
        await using var account = await TestAccount.Start();
        await account.Orders.CreateItemAsync(new Order("1", "ada"), new PartitionKey("ada"));
        await account.Orders.DeleteContainerAsync();
        await account.Database.CreateContainerAsync("orders", "/customer");
        using var client = account.Connect();
        using var read = await client.GetContainer("shop", "orders").ReadItemStreamAsync("1", new PartitionKey("ada"));
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task A_container_that_is_not_there_is_not_found()
    {
        await using var account = await TestAccount.Start();
        using var read = await account.Database.GetContainer("none").ReadItemStreamAsync("1", new PartitionKey("ada"));
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        using var container = await account.Client.GetContainer("none", "none").ReadContainerStreamAsync();
        Assert.Equal(HttpStatusCode.NotFound, container.StatusCode);
    }

    [Fact]
    public async Task One_range_holds_everything()
    {
        await using var account = await TestAccount.Start();
        Assert.Single(await account.Orders.GetFeedRangesAsync());
    }

    [Fact]
    public async Task Declared_containers_are_there()
    {
        await using var account = await TestAccount.Start();
        var declaration = JsonElement.Parse("""
            {"database":"shop","containers":[
              {"name":"orders","partitionKey":"/customer","defaultTimeToLive":-1},
              {"name":"payments","partitionKey":"/order/id","uniqueKeys":[{"paths":["/number"]}]}]}
            """);
        await account.Endpoint.Declare(declaration);
        await account.Endpoint.Declare(declaration);
        Assert.Equal(-1, (await account.Orders.ReadContainerAsync()).Resource.DefaultTimeToLive);
        var payments = (await account.Database.GetContainer("payments").ReadContainerAsync()).Resource;
        Assert.Equal("/order/id", payments.PartitionKeyPath);
        Assert.Equal("/number", payments.UniqueKeyPolicy.UniqueKeys.Single().Paths.Single());
    }

    [Fact]
    public async Task A_declaration_with_an_unknown_setting_is_refused()
    {
        await using var account = await TestAccount.Start();
        var refusal = await Assert.ThrowsAsync<Refusal>(() => account.Endpoint.Declare(
            JsonElement.Parse("""{"database":"shop","containers":[{"name":"x","partitionKey":"/id","ttl":5}]}""")));
        Assert.Contains("'ttl'", refusal.Message);
    }
}
