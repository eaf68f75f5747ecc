namespace Serverless.Embedded.Host.Tests;

public class When_a_function_answers(RunningApp app) : IClassFixture<RunningApp>
{
    [Theory]
    [InlineData("json", """200 {"someName":1}""")]
    [InlineData("action", """202 {"some":"value"}""")]
    [InlineData("typed", "200 \"typed\"")]
    [InlineData("nothing", "200")]
    [InlineData("nothinglater", "200")]
    [InlineData("both", "200 answered")]
    public async Task Its_result_is_executed(string path, string expected) => Assert.Equal(expected, await app.Get("api/" + path));

    [Theory]
    [InlineData("throws")]
    [InlineData("throwslater")]
    public async Task What_it_throws_is_500_with_an_empty_body(string path)
    {
        using var answer = await Get("api/" + path);

        Assert.Equal("500 0 []",
            $"{(int)answer.StatusCode} {(await Body(answer)).Length} [{string.Join(',', answer.Headers.Where(h => h.Key == "x-lost"))}]");
    }

    [Fact]
    public async Task A_problem_has_its_media_type()
    {
        using var answer = await Get("api/problem");

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_304_passes_with_its_etag()
    {
        using var answer = await Get("api/unchanged");

        Assert.Equal("304 \"7\"", $"{(int)answer.StatusCode} {answer.Headers.ETag}");
    }

    [Fact]
    public async Task It_may_write_in_pieces()
    {
        using var answer = await Get("api/pieces");

        Assert.Equal("text/event-stream True data: one\n\ndata: two\n\n",
            $"{answer.Content.Headers.ContentType} {answer.Headers.TransferEncodingChunked} {await Body(answer)}");
    }

    private Task<HttpResponseMessage> Get(string path) =>
        app.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static Task<string> Body(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
