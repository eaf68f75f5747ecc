using Serverless.Contracts;
using Serverless.Workflows.Catalog;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Catalog;

public class ReadingCatalogTests
{
    private readonly Shop shop = new();

    private ReadingCatalog Reading => new(shop.Catalog);

    [Fact]
    public async Task A_product_is_found_by_its_sku()
    {
        var mug = await Reading.Get("MUG", TestContext.Current.CancellationToken);
        Assert.Equal(new ProductView("MUG", "The MUG", new Amount(1500, "EUR")) { Tag = mug!.Tag }, mug);
        Assert.Null(await Reading.Get("GONE", TestContext.Current.CancellationToken));
        Assert.Null(await Reading.Get("no sku", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Products_are_listed_by_sku_page_by_page()
    {
        var first = Assert.IsType<Listing<ProductView>.Page>(await List("2", null));
        Assert.Equal(["MUG", "PEN"], first.Items.Select(product => product.Sku));
        var last = Assert.IsType<Listing<ProductView>.Page>(await List("2", first.Next));
        Assert.Equal(["TEA"], last.Items.Select(product => product.Sku));
        Assert.Null(last.Next);
    }

    private Task<Listing<ProductView>> List(string pageSize, string? cursor) =>
        Reading.List(new PageRequest(pageSize, cursor), TestContext.Current.CancellationToken);
}
