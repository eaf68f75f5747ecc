using System.Net;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_operations_are_batched
{
    private static readonly PartitionKey Ada = new("ada");

    [Fact]
    public async Task All_kinds_of_operations_run_in_order()
    {
        await using var account = await TestAccount.Start();
        await account.Orders.CreateItemAsync(new Order("old", "ada", 1), Ada);
        var batch = await account.Orders.CreateTransactionalBatch(Ada)
            .CreateItem(new Order("1", "ada", 1))
            .UpsertItem(new Order("2", "ada", 2))
            .ReplaceItem("1", new Order("1", "ada", 3))
            .PatchItem("2", [PatchOperation.Increment("/total", 5)])
            .ReadItem("2")
            .DeleteItem("old")
            .ExecuteAsync();
        Assert.Equal(HttpStatusCode.OK, batch.StatusCode);
        Assert.Equal([201, 201, 200, 200, 200, 204], batch.Select(result => (int)result.StatusCode));
        Assert.Equal(7, batch.GetOperationResultAtIndex<Order>(4).Resource.Total);
        Assert.Equal(3, (await account.Orders.ReadItemAsync<Order>("1", Ada)).Resource.Total);
    }

    [Fact]
    public async Task The_version_of_each_document_is_answered()
    {
        await using var account = await TestAccount.Start();
        var batch = await account.Orders.CreateTransactionalBatch(Ada).CreateItem(new Order("1", "ada")).CreateItem(new Order("2", "ada")).ExecuteAsync();
        Assert.Equal((await account.Orders.ReadItemAsync<Order>("2", Ada)).ETag, batch[1].ETag);
    }

    [Fact]
    public async Task One_failure_undoes_everything()
    {
        await using var account = await TestAccount.Start();
        await account.Orders.CreateItemAsync(new Order("2", "ada", 9), Ada);
        var batch = await account.Orders.CreateTransactionalBatch(Ada)
            .CreateItem(new Order("1", "ada")).CreateItem(new Order("2", "ada")).CreateItem(new Order("3", "ada")).ExecuteAsync();
        Assert.Equal(HttpStatusCode.Conflict, batch.StatusCode);
        Assert.Equal([424, 409, 424], batch.Select(result => (int)result.StatusCode));
        using var read = await account.Orders.ReadItemStreamAsync("1", Ada);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task A_stale_version_undoes_everything()
    {
        await using var account = await TestAccount.Start();
        await account.Orders.CreateItemAsync(new Order("2", "ada", 9), Ada);
        var batch = await account.Orders.CreateTransactionalBatch(Ada)
            .CreateItem(new Order("1", "ada")).ReplaceItem("2", new Order("2", "ada"), new() { IfMatchEtag = "\"00ff\"" }).ExecuteAsync();
        Assert.Equal(HttpStatusCode.PreconditionFailed, batch.StatusCode);
        Assert.Equal(9, (await account.Orders.ReadItemAsync<Order>("2", Ada)).Resource.Total);
        using var read = await account.Orders.ReadItemStreamAsync("1", Ada);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task Nothing_of_an_undone_batch_reaches_the_change_feed()
    {
        await using var account = await TestAccount.Start();
        await account.Orders.CreateItemAsync(new Order("2", "ada"), Ada);
        await account.Orders.CreateTransactionalBatch(Ada).CreateItem(new Order("1", "ada")).CreateItem(new Order("2", "ada")).ExecuteAsync();
        await account.Orders.CreateItemAsync(new Order("3", "ada"), Ada);
        Assert.Equal(["2", "3"], await Feed.Read(account.Orders));
    }

    [Fact]
    public async Task Content_can_be_left_out_of_the_answer()
    {
        await using var account = await TestAccount.Start();
        var batch = await account.Orders.CreateTransactionalBatch(Ada)
            .CreateItem(new Order("1", "ada"), new() { EnableContentResponseOnWrite = false }).CreateItem(new Order("2", "ada")).ExecuteAsync();
        Assert.Null(batch[0].ResourceStream);
        Assert.NotNull(batch[1].ResourceStream);
    }

    [Fact]
    public async Task A_document_of_another_partition_is_refused()
    {
        await using var account = await TestAccount.Start();
        var batch = await account.Orders.CreateTransactionalBatch(Ada).CreateItem(new Order("1", "ada")).CreateItem(new Order("2", "bob")).ExecuteAsync();
        Assert.Equal(HttpStatusCode.BadRequest, batch.StatusCode);
        using var read = await account.Orders.ReadItemStreamAsync("1", Ada);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task A_hundred_operations_are_the_most()
    {
        await using var account = await TestAccount.Start();
        Assert.Equal(HttpStatusCode.OK, (await Batch(account, 100).ExecuteAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Batch(account, 101).ExecuteAsync()).StatusCode);
    }

    [Fact]
    public async Task A_batch_over_two_megabytes_is_too_large()
    {
        await using var account = await TestAccount.Start();
        var large = new string('x', 1_100_000);
        var batch = await account.Orders.CreateTransactionalBatch(Ada)
            .CreateItem(new Order("1", "ada", Status: large)).CreateItem(new Order("2", "ada", Status: large)).ExecuteAsync();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, batch.StatusCode);
    }

    [Fact]
    public async Task It_counts_as_one_write_of_so_many_documents()
    {
        await using var account = await TestAccount.Start();
        await Batch(account, 3).ExecuteAsync();
        await account.Orders.ReadItemAsync<Order>("batch-0", Ada);
        var counters = account.Endpoint.Container("shop", "orders")!.Counters;
        Assert.Equal((1, 3, 1, 0), (counters.Writes, counters.WrittenDocuments, counters.PointReads, counters.Queries));
    }

    private static TransactionalBatch Batch(TestAccount account, int operations)
    {
        var batch = account.Orders.CreateTransactionalBatch(Ada);
        for (var i = 0; i < operations; i++)
        {
            batch.UpsertItem(new Order($"batch-{i}", "ada"));
        }
        return batch;
    }
}
