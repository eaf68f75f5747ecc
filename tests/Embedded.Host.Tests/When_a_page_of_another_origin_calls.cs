using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Host.Tests;

public class When_a_page_of_another_origin_calls
{
    private const string Shop = "https://shop.example";
    private const string Elsewhere = "https://elsewhere.example";
    private const string OneOrigin = $$"""{ "Host": { "CORS": "https://first.example, {{Shop}}" } }""";

    [Fact]
    public async Task An_origin_that_the_settings_name_is_told_so_with_the_answer()
    {
        await using var app = await Start(OneOrigin);
        var answer = await Send(app, "GET", Shop);
        Assert.Equal(("200", Shop, null), (answer.Status, answer.Header("Access-Control-Allow-Origin"), answer.Header("Access-Control-Allow-Credentials")));
        Assert.Equal("Origin", answer.Header("Vary"));
    }

    [Fact]
    public async Task An_origin_that_they_do_not_name_is_told_nothing()
    {
        await using var app = await Start(OneOrigin);
        Assert.Null((await Send(app, "GET", Elsewhere)).Header("Access-Control-Allow-Origin"));
        Assert.Null((await Send(app, "OPTIONS", Elsewhere, asked: "POST")).Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_browser_that_asks_first_is_answered_before_any_function()
    {
        await using var app = await Start(OneOrigin);
        var answer = await Send(app, "OPTIONS", Shop, asked: "PUT");
        Assert.Equal("204", answer.Status);
        Assert.Equal((Shop, "PUT", "idempotency-key"), (
            answer.Header("Access-Control-Allow-Origin"), answer.Header("Access-Control-Allow-Methods"), answer.Header("Access-Control-Allow-Headers")));
    }

    [Fact]
    public async Task Cookies_and_tokens_may_come_with_it_when_the_settings_say_so()
    {
        await using var app = await Start($$"""{ "Host": { "CORS": "{{Shop}}", "CORSCredentials": true } }""");
        var answer = await Send(app, "GET", Shop);
        Assert.Equal((Shop, "true"), (answer.Header("Access-Control-Allow-Origin"), answer.Header("Access-Control-Allow-Credentials")));
    }

    [Fact]
    public async Task A_star_is_any_origin()
    {
        await using var app = await Start("""{ "Host": { "CORS": "*" } }""");
        Assert.Equal("*", (await Send(app, "GET", Elsewhere)).Header("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("""{ "Host": { "CORS": "*", "CORSCredentials": true } }""", "Host.CORSCredentials")]
    [InlineData("""{ "Host": { "CORS": "https://shop.example/" } }""", "'https://shop.example/'")]
    [InlineData("""{ "Host": { "CORS": "https://first.example, shop.example" } }""", "'shop.example'")]
    public async Task What_browsers_would_not_take_is_refused_at_the_start(string settings, string named)
    {
        var failure = await Assert.ThrowsAsync<SettingsException>(async () => await (await Start(settings)).DisposeAsync());
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_setting_nobody_is_told_anything()
    {
        await using var app = await Start("{}");
        Assert.Null((await Send(app, "GET", Shop)).Header("Access-Control-Allow-Origin"));
        Assert.Equal("404", (await Send(app, "OPTIONS", Shop, asked: "PUT")).Status);
    }

    private static async Task<EmbeddedFunctionApp> Start(string settings)
    {
        using var folder = new TemporaryFolder().With("host.json", """{ "version": "2.0" }""").With("local.settings.json", settings);
        return await SampleApp.Start(["--AzureWebJobsStorage=embedded"], files: folder.Files);
    }

    private static async Task<Answer> Send(EmbeddedFunctionApp app, string method, string origin, string? asked = null)
    {
        using var client = new HttpClient { BaseAddress = app.BaseAddress };
        using var request = new HttpRequestMessage(new(method), "api/hello") { Headers = { { "Origin", origin } } };
        if (asked is not null)
        {
            request.Headers.Add("Access-Control-Request-Method", asked);
            request.Headers.Add("Access-Control-Request-Headers", "idempotency-key");
        }
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new($"{(int)response.StatusCode}", response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
    }

    private sealed record Answer(string Status, Dictionary<string, string> Headers)
    {
        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }
}
