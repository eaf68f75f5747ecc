namespace Serverless.Embedded.Host.Tests;

public class When_a_request_is_routed(RunningApp app) : IClassFixture<RunningApp>
{
    [Theory]
    [InlineData("GET", "api/hello", "200 hello")]
    [InlineData("GET", "API/HELLO/", "200 hello")]
    [InlineData("GET", "api/things/7", "200 thing 7")]
    [InlineData("GET", "api/maybe", "200 nobody")]
    [InlineData("GET", "api/maybe/ada", "200 ada")]
    [InlineData("GET", "api/guids/5c2f2c8c-6c62-4e8e-9b67-2f8c6a4b9b11", "200 5c2f2c8c-6c62-4e8e-9b67-2f8c6a4b9b11")]
    public Task The_function_of_the_route_answers(string method, string path, string expected) => Answers(method, path, expected);

    [Theory]
    [InlineData("GET", "api/none", "404")]
    [InlineData("GET", "hello", "404")]
    [InlineData("GET", "api", "404")]
    [InlineData("GET", "api/things/seven", "404")]
    [InlineData("POST", "api/hello", "404")]
    [InlineData("HEAD", "api/hello", "404")]
    [InlineData("OPTIONS", "api/hello", "404")]
    public Task An_unknown_route_or_method_is_404_with_an_empty_body(string method, string path, string expected) =>
        Answers(method, path, expected);

    [Theory]
    [InlineData("GET", "200 GET")]
    [InlineData("POST", "200 POST")]
    [InlineData("PUT", "200 PUT")]
    [InlineData("PATCH", "200 PATCH")]
    [InlineData("DELETE", "200 DELETE")]
    [InlineData("OPTIONS", "200 OPTIONS")]
    [InlineData("HEAD", "200")]
    public Task A_trigger_without_methods_takes_all_seven(string method, string expected) => Answers(method, "api/anything", expected);

    [Fact]
    public Task The_first_by_name_wins_however_general_its_route_is() => Answers("GET", "api/contested/exactly", "200 first: exactly");

    [Fact]
    public Task A_method_that_the_first_does_not_take_falls_to_the_next() => Answers("PUT", "api/contested/exactly", "200 second");

    [Fact]
    public async Task A_catch_all_that_sorts_last_answers_what_nobody_takes() =>
        Assert.StartsWith("405 {", await app.Send("DELETE", "api/contested/exactly"), StringComparison.Ordinal);

    [Theory]
    [InlineData("api/segments/a%2Fb/end", "200 a%2Fb")]
    [InlineData("api/segments/a%20b/end", "200 a b")]
    [InlineData("api/segments/%C3%A9/end", "200 é")]
    public Task An_escaped_slash_stays_escaped_and_the_rest_is_decoded(string path, string expected) => Answers("GET", path, expected);

    [Fact]
    public async Task The_root_shows_a_page() => Assert.StartsWith("200 <!doctype html>", await app.Get(""), StringComparison.Ordinal);

    private async Task Answers(string method, string path, string expected) => Assert.Equal(expected, await app.Send(method, path));
}
