namespace Serverless.Functions.Tests.Http;

public class When_a_browser_reads_the_headers(Shop shop)
{
    [Theory]
    [InlineData("api/products", "no-cache")]
    [InlineData("api/products/NONE", "no-cache")]
    [InlineData("api/nonsense", "no-cache")]
    [InlineData("api/health/live", "no-store")]
    [InlineData("api/orders", "no-store")]
    public async Task Every_answer_says_what_may_be_done_with_it(string path, string cache)
    {
        var answer = await new Customer(shop.Anonymous).Get(path);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", answer.Header("Content-Security-Policy"));
        Assert.Equal(cache, answer.Header("Cache-Control"));
        Assert.Null(answer.Header("Strict-Transport-Security")); // Over plain HTTP it means nothing.
    }

    [Fact]
    public async Task Somebodys_own_orders_are_not_kept() =>
        Assert.Equal("no-store", (await (await shop.Customer("keeps secrets")).Place("cart-1")).Header("Cache-Control"));

    [Fact]
    public async Task A_page_of_another_origin_sees_the_fields_that_it_needs()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "api/products") { Headers = { { "Origin", "https://shop.example" } } };
        Assert.Contains("ETag", (await new Customer(shop.Anonymous).Send(request)).Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Null((await new Customer(shop.Anonymous).Get("api/products")).Header("Access-Control-Expose-Headers"));
    }
}
