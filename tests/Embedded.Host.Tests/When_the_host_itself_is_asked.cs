using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Host.Tests.Functions;

namespace Serverless.Embedded.Host.Tests;

public class When_the_host_itself_is_asked(RunningApp app) : IClassFixture<RunningApp>
{
    [Fact]
    public async Task Ping_answers() => Assert.Equal("200", await app.Get("admin/host/ping"));

    [Fact]
    public async Task Status_tells_the_state() =>
        Assert.Equal("Running", (await Json("admin/host/status")).GetProperty("state").GetString());

    [Fact]
    public async Task The_functions_are_listed() =>
        Assert.Contains("Hello",
            (await Json("admin/functions")).EnumerateArray().Select(function => function.GetProperty("name").GetString()));

    [Fact]
    public async Task One_function_is_described()
    {
        var function = await Json("admin/functions/hello");

        Assert.Equal(
            ("Hello", false, "httpTrigger"),
            (function.GetProperty("name").GetString(), function.GetProperty("isDisabled").GetBoolean(),
                function.GetProperty("config").GetProperty("bindings")[0].GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("GET", "admin/functions/none", null, "404")]
    [InlineData("GET", "admin/none", null, "404")]
    [InlineData("POST", "admin/functions/none", """{"input":"x"}""", "404")]
    [InlineData("POST", "admin/functions/hello", "not json", "400")]
    public async Task What_there_is_not_is_404_and_what_cannot_be_read_is_400(string method, string path, string? body, string expected) =>
        Assert.Equal(expected, await app.Send(method, path, body));

    [Fact]
    public async Task A_function_is_run_by_hand()
    {
        Assert.Equal("202", await app.Send("POST", "admin/functions/TakesNote", """{"input":"by hand"}"""));

        await app.App.WaitUntilIdle();

        Assert.Contains("by hand", app.App.Services.GetRequiredService<Notes>().All);
    }

    private async Task<JsonElement> Json(string path) => JsonSerializer.Deserialize<JsonElement>((await app.Get(path))[4..]);
}
