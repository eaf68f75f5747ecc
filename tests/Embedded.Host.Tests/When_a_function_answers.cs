using System.Net;

namespace Serverless.Embedded.Host.Tests;

public sealed class When_a_function_answers : IAsyncLifetime
{
    private EmbeddedFunctionApp _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await SampleApp.Start();
        _client = new() { BaseAddress = _app.BaseAddress };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("api/hello", HttpStatusCode.OK, "hello")]
    [InlineData("api/json", HttpStatusCode.OK, """{"someName":1}""")]
    [InlineData("api/action", HttpStatusCode.Accepted, """{"some":"value"}""")]
    [InlineData("api/nothing", HttpStatusCode.OK, "")]
    [InlineData("api/throws", HttpStatusCode.InternalServerError, "")]
    [InlineData("api/none", HttpStatusCode.NotFound, "")]
    public async Task Its_result_is_executed(string path, HttpStatusCode status, string body)
    {
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((status, body), (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
