using System.Text.Json;

namespace Serverless.Embedded.Host.Tests;

public class When_a_request_has_input(RunningApp app) : IClassFixture<RunningApp>
{
    private const int LargestBody = 30_000_000;

    [Theory]
    [InlineData("""{"sku":"mug","quantity":2}""", "application/json", "200 2 of mug")]
    [InlineData("""{"sku":"mug","quantity":2,"unknown":1}""", "application/json; charset=utf-8", "200 2 of mug")]
    [InlineData("""{"sku":"mug",""", "application/json", "500")]
    [InlineData("""{"sku":"mug","quantity":"two"}""", "application/json", "500")]
    [InlineData("", "application/json", "500")]
    [InlineData("""{"sku":"mug","quantity":2}""", "text/plain", "500")]
    public async Task The_workers_from_body_is_bound_or_fails_as_500(string body, string type, string expected) =>
        Assert.Equal(expected, await app.Send("POST", "api/frombody", body, type));

    [Fact]
    public async Task Middleware_sees_a_failed_from_body_as_an_invalid_operation() =>
        Assert.Equal("400 caught InvalidOperationException", await app.Send("POST", "api/frombody", "{", headers: ("x-guard", "catch")));

    [Fact]
    public async Task Binding_data_holds_headers_query_route_values_and_query_keys()
    {
        var answer = await app.Send("GET", "api/data/route?page=3&word=a%20b", headers: ("x-one", "1"));

        var data = JsonSerializer.Deserialize<JsonElement>(answer[4..]).GetProperty("bindingData");
        Assert.Equal(
            ("route", "3", "a b", "1", "a b"),
            (Text(data, "part"), Text(data, "page"), Text(data, "word"), Text(Parsed(data, "Headers"), "x-one"),
                Text(Parsed(data, "Query"), "word")));
    }

    [Fact]
    public async Task Parameters_take_route_values_and_query_values_by_name() =>
        Assert.StartsWith("""200 {"part":"route","page":3,""", await app.Get("api/data/route?page=3"), StringComparison.Ordinal);

    [Fact]
    public async Task A_parameter_without_a_value_is_null_when_it_may_be() =>
        Assert.StartsWith("""200 {"part":"route","page":null,""", await app.Get("api/data/route"), StringComparison.Ordinal);

    [Fact]
    public async Task A_route_value_that_is_not_of_the_parameters_type_fails() => Assert.Equal("500", await app.Get("api/guids/none"));

    [Fact]
    public async Task The_request_carries_the_invocation_id() =>
        Assert.Equal("200 the invocation's", await app.Get("api/headers/x-ms-invocation-id"));

    [Fact]
    public async Task The_trace_parent_passes_unchanged()
    {
        const string parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        Assert.Equal($"200 {parent}", await app.Send("GET", "api/headers/traceparent", headers: ("traceparent", parent)));
        Assert.Contains($"\"traceParent\":\"{parent}\"", await app.Send("GET", "api/data/route", headers: ("traceparent", parent)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chunked_body_is_read() =>
        Assert.Equal("200 5", await app.Send("POST", "api/length", "12345", headers: ("Transfer-Encoding", "chunked")));

    [Theory]
    [InlineData(20_000, "200")]
    [InlineData(40_000, "431")]
    public async Task Headers_pass_up_to_32_kB(int length, string expected) =>
        Assert.Equal(expected, (await app.Send("GET", "api/nothing", headers: ("x-long", new string('a', length))))[..3]);

    [Fact]
    public async Task A_body_of_30_million_bytes_passes() =>
        Assert.Equal($"200 {LargestBody}", await app.Send("POST", "api/length", new string('a', LargestBody)));

    [Fact]
    public async Task A_function_may_answer_without_reading_the_body() =>
        Assert.Equal("413", await app.Send("POST", "api/unread", new string('a', 1_000_000)));

    [Theory]
    [InlineData("api/length")]
    [InlineData("api/unread")]
    public async Task A_larger_body_is_500(string path)
    {
        using var content = new ByteArrayContent(new byte[LargestBody + 1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.ExpectContinue = true;

        using var answer = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(500, (int)answer.StatusCode);
    }

    private static JsonElement Parsed(JsonElement data, string name) => JsonSerializer.Deserialize<JsonElement>(Text(data, name)!);

    private static string? Text(JsonElement data, string name) => data.GetProperty(name).GetString();
}
