using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Cosmos.Tests;

public sealed class When_the_endpoint_is_served_over_http : IAsyncLifetime
{
    private static readonly PartitionKey Ada = new("ada");
    private TestAccount? _account;
    private WebApplication? _server;
    private CosmosClient? _client;

    private Container Orders => _client!.GetContainer("shop", "orders");

    public async ValueTask InitializeAsync()
    {
        _account = await TestAccount.Start();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.Run(context => WireEndpoint.Answer(_account.Endpoint, context));
        await _server.StartAsync();
        var address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _client = new(address, TestAccount.Key, new()
        {
            ConnectionMode = ConnectionMode.Gateway,
            LimitToEndpoint = true,
            UseSystemTextJsonSerializerWithOptions = new(System.Text.Json.JsonSerializerDefaults.Web),
        });
    }

    public async ValueTask DisposeAsync()
    {
        _client!.Dispose();
        await _server!.DisposeAsync();
        await _account!.DisposeAsync();
    }

    [Fact]
    public async Task Documents_are_written_and_read()
    {
        var order = new Order("Größe 7%", "ada", 5);
        var created = await Orders.CreateItemAsync(order, Ada);
        await Orders.ReplaceItemAsync(order with { Total = 6 }, order.Id, Ada, new() { IfMatchEtag = created.ETag });
        Assert.Equal(6, (await Orders.ReadItemAsync<Order>(order.Id, Ada)).Resource.Total);
        Assert.Equal(HttpStatusCode.NoContent, (await Orders.DeleteItemAsync<Order>(order.Id, Ada)).StatusCode);
    }

    [Fact]
    public async Task Batches_are_all_or_nothing()
    {
        var batch = await Orders.CreateTransactionalBatch(Ada).CreateItem(new Order("1", "ada")).CreateItem(new Order("1", "ada")).ExecuteAsync();
        Assert.Equal(HttpStatusCode.Conflict, batch.StatusCode);
        using var read = await Orders.ReadItemStreamAsync("1", Ada);
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task Queries_are_answered_in_pages()
    {
        for (var i = 0; i < 5; i++)
        {
            await Orders.CreateItemAsync(new Order($"{i}", $"customer {i}", i), new PartitionKey($"customer {i}"));
        }
        using var pages = Orders.GetItemQueryIterator<string>("SELECT VALUE c.id FROM c ORDER BY c.total DESC", requestOptions: new() { MaxItemCount = 2 });
        var ids = new List<string>();
        while (pages.HasMoreResults)
        {
            ids.AddRange(await pages.ReadNextAsync());
        }
        Assert.Equal(["4", "3", "2", "1", "0"], ids);
    }

    [Fact]
    public async Task The_change_feed_is_read()
    {
        await Orders.CreateItemAsync(new Order("1", "ada"), Ada);
        Assert.Equal(["1"], await Feed.Read(Orders));
    }
}
