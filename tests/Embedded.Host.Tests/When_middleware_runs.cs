namespace Serverless.Embedded.Host.Tests;

public class When_middleware_runs(RunningApp app) : IClassFixture<RunningApp>
{
    [Fact]
    public async Task It_may_answer_itself() => Assert.Equal("401 who are you?", await Guarded("refuse", "api/hello"));

    [Fact]
    public async Task It_may_catch_what_the_function_throws() =>
        Assert.Equal("400 caught InvalidOperationException", await Guarded("catch", "api/throwslater"));

    [Fact]
    public async Task It_may_put_another_result_in_place() => Assert.Equal("200 replaced", await Guarded("replace", "api/hello"));

    [Fact]
    public async Task It_may_set_headers_before_the_function_runs()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("api/hello", UriKind.Relative));
        request.Headers.Add("x-guard", "mark");

        using var answer = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(["Hello"], answer.Headers.GetValues("x-marked"));
    }

    private Task<string> Guarded(string how, string path) => app.Send("GET", path, headers: ("x-guard", how));
}
