namespace Serverless.Functions.Tests.Catalog;

public class When_the_catalog_is_read(Shop shop)
{
    private readonly Customer _anybody = new(shop.Anonymous);

    [Fact]
    public async Task Anybody_may_list_it_by_SKU()
    {
        var page = await _anybody.Get("api/products?pageSize=100");
        Assert.Equal(200, page.Status);
        var skus = page.Body["items"]!.AsArray().Select(product => (string)product!["sku"]!).ToList();
        Assert.Equal(skus.Order(StringComparer.Ordinal), skus);
        Assert.True(skus.Count >= 12);
        Assert.Contains("TEA-GREEN-100", skus);
    }

    [Fact]
    public async Task Its_pages_follow_each_other()
    {
        var first = await _anybody.Get("api/products?pageSize=4");
        var second = await _anybody.Get($"api/products?pageSize=4&cursor={first.Body["nextCursor"]}");
        var whole = await _anybody.Get("api/products?pageSize=8");
        Assert.Equal(
            whole.Body["items"]!.AsArray().Select(product => product!.ToJsonString()),
            first.Body["items"]!.AsArray().Concat(second.Body["items"]!.AsArray()).Select(product => product!.ToJsonString()));
    }

    [Fact]
    public async Task A_product_has_a_price_and_a_version()
    {
        var product = await _anybody.Get("api/products/TEA-GREEN-100");
        Assert.Equal(200, product.Status);
        Assert.Equal("""{"amount":1650,"currency":"EUR"}""", product.Body["price"]!.ToJsonString());
        Assert.Equal(304, (await _anybody.Get("api/products/TEA-GREEN-100", product.Header("ETag"))).Status);
    }

    [Theory]
    [InlineData("NO-SUCH-THING")]
    [InlineData("tea-green-100")]
    [InlineData("not%20a%20sku")]
    public async Task What_is_not_sold_is_not_found(string sku)
    {
        var answer = await _anybody.Get($"api/products/{sku}");
        Assert.Equal(404, answer.Status);
        Assert.Equal("product_not_found", answer.Problem);
    }
}
