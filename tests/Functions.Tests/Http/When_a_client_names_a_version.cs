namespace Serverless.Functions.Tests.Http;

public class When_a_client_names_a_version(Shop shop)
{
    private const string Product = "api/products/TEA-GREEN-100";

    [Theory]
    [InlineData("{0}", 304)]
    [InlineData("W/{0}", 304)]
    [InlineData("\"other\", {0}", 304)]
    [InlineData("*", 304)]
    [InlineData("\"other\"", 200)]
    [InlineData("nonsense", 200)]
    public async Task It_is_not_sent_to_one_that_has_it(string ifNoneMatch, int status)
    {
        var answer = await Read(ifNoneMatch);
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 304, answer.Text.Length == 0);
        Assert.NotNull(answer.Header("ETag"));
    }

    [Fact]
    public async Task A_page_of_a_list_has_one_that_changes_with_it()
    {
        var alice = await shop.Customer("polls her list");
        await alice.Place("cart-1");
        await shop.Quiet();
        var tag = (await alice.Get("api/orders")).Header("ETag")!;
        Assert.Equal(304, (await alice.Get("api/orders", ifNoneMatch: tag)).Status);
        await alice.Place("cart-2");
        var changed = await alice.Get("api/orders", ifNoneMatch: tag);
        Assert.Equal(200, changed.Status);
        Assert.NotEqual(tag, changed.Header("ETag"));
    }

    private async Task<Answer> Read(string ifNoneMatch)
    {
        var anybody = new Customer(shop.Anonymous);
        var tag = (await anybody.Get(Product)).Header("ETag")!;
        return await anybody.Get(Product, ifNoneMatch.Replace("{0}", tag, StringComparison.Ordinal));
    }
}
