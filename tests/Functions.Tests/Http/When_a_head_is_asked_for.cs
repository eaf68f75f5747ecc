namespace Serverless.Functions.Tests.Http;

public class When_a_head_is_asked_for(Shop shop)
{
    [Theory]
    [InlineData("api/products", 200)]
    [InlineData("api/products/TEA-GREEN-100", 200)]
    [InlineData("api/products/NO-SUCH-THING", 404)]
    [InlineData("api/health/live", 200)]
    [InlineData("api/orders", 401)]
    [InlineData("api/nonsense", 404)]
    [InlineData("api/payments/webhooks", 405)]
    public async Task It_is_that_of_the_whole_answer(string path, int status)
    {
        var whole = await Ask("GET", path);
        var head = await Ask("HEAD", path);
        Assert.Equal((status, ""), ((int)head.Response.StatusCode, head.Text));
        Assert.Equal(status, (int)whole.Response.StatusCode);
        Assert.NotEmpty(whole.Text);
        Assert.Equal(Fields(whole.Response), Fields(head.Response));
    }

    [Fact]
    public async Task A_version_that_the_client_has_is_told()
    {
        var tag = (await Ask("GET", "api/products/TEA-GREEN-100")).Response.Headers.ETag!.Tag;
        Assert.Equal(304, (int)(await Ask("HEAD", "api/products/TEA-GREEN-100", tag)).Response.StatusCode);
    }

    private async Task<(HttpResponseMessage Response, string Text)> Ask(string method, string path, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        var response = await shop.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
        return (response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    // All but the moment, and what counts requests.
    private static IEnumerable<string> Fields(HttpResponseMessage response) => response.Headers.Concat(response.Content.Headers)
        .Where(field => field.Key is not ("Date" or "RateLimit"))
        .Select(field => $"{field.Key}: {string.Join(", ", field.Value)}");
}
