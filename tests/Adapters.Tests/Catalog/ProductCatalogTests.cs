using System.Text;
using Microsoft.Azure.Cosmos;
using Serverless.Domain.Catalog;
using Serverless.Workflows;
using Serverless.Workflows.Catalog;

namespace Serverless.Adapters.Tests.Catalog;

public class ProductCatalogTests : IAsyncLifetime
{
    private static readonly Sku Tea = Sku.Parse("TEA");
    private Wires _wires = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private ICatalog Products => _wires.Get<ICatalog>();
    private long Queries => _wires.Counters("catalog").Queries;

    public async ValueTask InitializeAsync()
    {
        _wires = await Wires.Open();
        foreach (var sku in new[] { "TEA", "MUG", "mug" })
        {
            await Put(sku, 500);
        }
    }

    public ValueTask DisposeAsync() => _wires.DisposeAsync();

    [Fact]
    public async Task A_product_is_found_by_its_exact_SKU()
    {
        Assert.Equal(Samples.Money(500), (await Products.Find(Tea, Stop))!.Price);
        Assert.Null(await Products.Find(Sku.Parse("tea"), Stop));
    }

    [Fact]
    public async Task The_list_is_ordinal_by_SKU_and_goes_on_after_one()
    {
        Assert.Equal(["MUG", "TEA", "mug"], (await Products.List(10, null, Stop)).Select(product => product.Sku.Value));
        Assert.Equal(["TEA"], (await Products.List(1, Sku.Parse("MUG"), Stop)).Select(product => product.Sku.Value));
        Assert.Equal(["TEA", "mug"], (await Products.List(9, Sku.Parse("NONE"), Stop)).Select(product => product.Sku.Value));
        Assert.Empty(await Products.List(9, Sku.Parse("zzz"), Stop));
    }

    [Fact]
    public async Task Many_who_ask_at_once_cost_one_read_and_then_none()
    {
        var before = Queries;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => await Products.Find(Tea, Stop)));
        await Products.Find(Sku.Parse("UNKNOWN"), Stop);
        Assert.Equal(1, Queries - before);
    }

    [Fact]
    public async Task A_new_price_is_seen_when_the_copy_is_old()
    {
        await Products.Find(Tea, Stop);
        await Put("TEA", 600);
        Assert.Equal(500, (await Products.Find(Tea, Stop))!.Price.MinorUnits);
        _wires.Clock.Advance(TimeSpan.FromMinutes(10)); // Far beyond what may be served stale.
        Assert.Equal(600, (await Products.Find(Tea, Stop))!.Price.MinorUnits);
    }

    [Fact]
    public async Task An_outage_is_bridged_for_a_while_and_then_told()
    {
        await Products.Find(Tea, Stop);
        _wires.Wire.Fault = (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        _wires.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await Products.Find(Tea, Stop));
        _wires.Clock.Advance(TimeSpan.FromMinutes(10));
        await Assert.ThrowsAsync<OutageException>(async () => await Products.Find(Tea, Stop));
        _wires.Wire.Fault = null;
        Assert.NotNull(await Products.Find(Tea, Stop));
    }

    private async Task Put(string sku, int price)
    {
        var json = $$$"""{"id":"{{{sku}}}","schemaVersion":1,"name":"{{{sku}}}","price":{"amount":{{{price}}},"currency":"EUR"}}""";
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(json));
        using var response = await _wires.Container("catalog").UpsertItemStreamAsync(content, new PartitionKey(sku), cancellationToken: Stop);
        response.EnsureSuccessStatusCode();
    }
}
