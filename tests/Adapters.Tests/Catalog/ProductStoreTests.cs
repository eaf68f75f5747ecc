using Serverless.Domain.Catalog;
using Serverless.Workflows;
using Serverless.Workflows.Catalog;

namespace Serverless.Adapters.Tests.Catalog;

public class ProductStoreTests : IAsyncLifetime
{
    private static readonly Product Tea = new(Sku.Parse("TEA"), "Tea", Samples.Money(500));
    private static readonly Product DearTea = Tea with { Price = Samples.Money(600) };
    private Wires _wires = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private IProductStore Store => _wires.Get<IProductStore>();
    private ICatalog Catalog => _wires.Get<ICatalog>();

    public async ValueTask InitializeAsync() => _wires = await Wires.Open();

    public ValueTask DisposeAsync() => _wires.DisposeAsync();

    [Fact]
    public async Task A_product_is_found_as_it_was_saved()
    {
        Assert.Null(await Store.Find(Tea.Sku, Stop));
        Assert.True(await Store.Save(Tea, null, Stop));
        Assert.Equal(Tea, (await Store.Find(Tea.Sku, Stop))!.State);
    }

    [Fact]
    public async Task Of_two_who_write_the_same_version_one_wins()
    {
        Assert.True(await Store.Save(Tea, null, Stop));
        Assert.False(await Store.Save(DearTea, null, Stop));
        var version = (await Store.Find(Tea.Sku, Stop))!.Version;
        Assert.True(await Store.Save(DearTea, version, Stop));
        Assert.False(await Store.Save(Tea, version, Stop));
        Assert.False(await Store.Delete(Tea.Sku, version, Stop));
        Assert.True(await Store.Delete(Tea.Sku, (await Store.Find(Tea.Sku, Stop))!.Version, Stop));
        Assert.False(await Store.Delete(Tea.Sku, version, Stop));
    }

    [Fact]
    public async Task Whoever_asks_the_catalog_after_a_write_sees_it()
    {
        Assert.Null(await Catalog.Find(Tea.Sku, Stop));
        await Store.Save(Tea, null, Stop);
        Assert.Equal(Tea, await Catalog.Find(Tea.Sku, Stop));
        await Store.Save(DearTea, (await Store.Find(Tea.Sku, Stop))!.Version, Stop);
        Assert.Equal([DearTea], await Catalog.List(10, null, Stop));
        await Store.Delete(Tea.Sku, (await Store.Find(Tea.Sku, Stop))!.Version, Stop);
        Assert.Empty(await Catalog.List(10, null, Stop));
    }

    [Fact]
    public async Task A_read_that_began_before_a_write_does_not_bring_the_old_catalog_back()
    {
        await Store.Save(Tea, null, Stop);
        var arrives = new TaskCompletionSource();
        _wires.Wire.Fault = (request, pass) => request.RequestUri!.AbsolutePath.EndsWith("/catalog/docs", StringComparison.Ordinal) && request.Method == HttpMethod.Get
            ? Late(pass, arrives.Task)
            : null;
        var slow = Catalog.Find(Tea.Sku, Stop).AsTask();
        await Until.True(() => _wires.Counters("catalog").Queries > 0);
        _wires.Wire.Fault = null;
        await Store.Save(DearTea, (await Store.Find(Tea.Sku, Stop))!.Version, Stop);
        Assert.Equal(DearTea, await Catalog.Find(Tea.Sku, Stop));
        arrives.SetResult();
        Assert.Equal(Tea, await slow);
        Assert.Equal(DearTea, await Catalog.Find(Tea.Sku, Stop));
    }

    [Fact]
    public async Task What_the_feed_brings_is_heeded_unless_it_is_known()
    {
        await Store.Save(Tea, null, Stop);
        await Catalog.Find(Tea.Sku, Stop);
        var before = _wires.Counters("catalog").Queries;
        await Catalog.Heed([new ProductChange("TEA", "Tea", new(500, "EUR"))], Stop);
        await Catalog.Find(Tea.Sku, Stop);
        Assert.Equal(before, _wires.Counters("catalog").Queries);
        await Catalog.Heed([new ProductChange("TEA", "Tea", new(600, "EUR"))], Stop);
        await Catalog.Find(Tea.Sku, Stop);
        Assert.Equal(before + 1, _wires.Counters("catalog").Queries);
        await Catalog.Heed([new ProductChange(null, null, null)], Stop);
    }

    [Fact]
    public async Task A_write_that_fails_is_told()
    {
        _wires.Wire.Fault = (_, _) => throw new HttpRequestException("Nobody answers.");
        await Assert.ThrowsAsync<OutageException>(() => Store.Find(Tea.Sku, Stop));
        await Assert.ThrowsAsync<OutageException>(() => Store.Save(Tea, null, Stop));
    }

    private static async Task<HttpResponseMessage> Late(Func<Task<HttpResponseMessage>> pass, Task arrives)
    {
        var answer = await pass();
        await arrives;
        return answer;
    }
}
