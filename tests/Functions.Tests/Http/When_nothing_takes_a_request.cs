namespace Serverless.Functions.Tests.Http;

public class When_nothing_takes_a_request(Shop shop)
{
    private const string Order = "api/orders/4psazrlys3onvrttd5qmwf2ixug2hkmwfszzkwk2hd2g6p7tmkiu";

    [Theory]
    [InlineData("GET", "api")]
    [InlineData("GET", "api/")]
    [InlineData("GET", "api/nonsense")]
    [InlineData("POST", "api/orders/1/2/3/4")]
    [InlineData("OPTIONS", "api/nonsense")]
    [InlineData("GET", "api/reports/%2500")]
    public async Task An_address_that_there_is_not_is_told_so(string method, string path) =>
        Assert.Equal((404, "route_not_found"), (await Send(method, path)).Refusal);

    [Theory]
    [InlineData("DELETE", "api/orders", "GET, HEAD, POST, OPTIONS")]
    [InlineData("PATCH", "api/Orders/", "GET, HEAD, POST, OPTIONS")]
    [InlineData("POST", Order, "GET, HEAD, OPTIONS")]
    [InlineData("GET", Order + "/cancel", "POST, OPTIONS")]
    [InlineData("PUT", "api/health/live", "GET, HEAD, OPTIONS")]
    public async Task A_method_that_the_address_does_not_have_is_told_with_those_it_has(string method, string path, string allowed)
    {
        var answer = await Send(method, path);
        Assert.Equal((405, "method_not_allowed"), answer.Refusal);
        Assert.Equal(allowed, answer.Allow);
    }

    [Theory]
    [InlineData("api/orders", "GET, HEAD, POST, OPTIONS")]
    [InlineData(Order + "/refunds", "POST, OPTIONS")]
    public async Task OPTIONS_tells_the_methods(string path, string allowed)
    {
        var answer = await Send("OPTIONS", path);
        Assert.Equal((204, ""), (answer.Status, answer.Text));
        Assert.Equal(allowed, answer.Allow);
    }

    [Fact]
    public async Task A_function_that_is_switched_off_is_not_there()
    {
        await using var closed = await Shop.Open(["--AzureWebJobs:ListProducts:Disabled=true"]);
        Assert.Equal((404, "route_not_found"), (await new Customer(closed.Anonymous).Get("api/products")).Refusal);
    }

    private Task<Answer> Send(string method, string path) => new Customer(shop.Anonymous).Send(new HttpRequestMessage(new(method), path));
}
