using System.Net;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_documents_are_written_one_by_one
{
    private static readonly PartitionKey Ada = new("ada");

    [Fact]
    public async Task A_created_document_can_be_read()
    {
        await using var account = await TestAccount.Start();
        var created = await account.Orders.CreateItemAsync(new Order("1", "ada", 5), Ada);
        var read = await account.Orders.ReadItemAsync<Order>("1", Ada);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(5, read.Resource.Total);
        Assert.Equal(created.ETag, read.ETag);
        Assert.Equal(read.ETag, read.Resource.ETag);
    }

    [Fact]
    public async Task A_batch_is_written()
    {
        await using var account = await TestAccount.Start();
        var batch = await account.Orders.CreateTransactionalBatch(Ada).CreateItem(new Order("1", "ada", 5)).UpsertItem(new Order("2", "ada", 6)).ExecuteAsync();
        Assert.Equal(HttpStatusCode.OK, batch.StatusCode);
        Assert.Equal(6, (await account.Orders.ReadItemAsync<Order>("2", Ada)).Resource.Total);
    }

    [Fact]
    public async Task The_change_feed_processor_hands_out_what_was_written()
    {
        await using var account = await TestAccount.Start(clock: TimeProvider.System, feedHold: TimeSpan.FromSeconds(5));
        await account.Database.CreateContainerAsync("leases", "/id");
        var seen = new TaskCompletionSource<Order>();
        var processor = account.Orders.GetChangeFeedProcessorBuilder<Order>("relay", (IReadOnlyCollection<Order> changes, CancellationToken _) =>
        {
            seen.TrySetResult(changes.First());
            return Task.CompletedTask;
        }).WithInstanceName("one").WithLeaseContainer(account.Database.GetContainer("leases")).WithStartTime(DateTime.MinValue.ToUniversalTime()).Build();
        await processor.StartAsync();
        await account.Orders.CreateItemAsync(new Order("1", "ada", 5), Ada);
        Assert.Equal("1", (await seen.Task.WaitAsync(TimeSpan.FromSeconds(20))).Id);
        await processor.StopAsync();
    }
}
