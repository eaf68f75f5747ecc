namespace Serverless.Client.Tests.Tour;

public class A_command
{
    private static readonly Dictionary<string, string> Variables = new() { ["TOKEN"] = "a b" };

    [Theory]
    [InlineData("curl -s a", new[] { "curl", "-s", "a" })]
    [InlineData("""curl  "a b" 'c "d" $TOKEN'""", new[] { "curl", "a b", "c \"d\" $TOKEN" })]
    [InlineData("""curl "x: $TOKEN" $TOKEN''""", new[] { "curl", "x: a b", "a b" })]
    [InlineData("curl '' x", new[] { "curl", "", "x" })]
    public void Is_taken_apart_as_a_shell_does(string line, string[] words) => Assert.Equal(words, ShellLine.Words(line, Variables));

    [Theory]
    [InlineData("curl a | jq .")]
    [InlineData("curl a > file")]
    [InlineData("curl \"a")]
    [InlineData("curl $UNSET")]
    public void That_is_not_understood_is_refused(string line) => Assert.Throws<FormatException>(() => ShellLine.Words(line, Variables));

    [Fact]
    public void Is_the_request_that_curl_would_send()
    {
        var curl = Curl.Parse(["curl", "-si", "localhost:7071/api/orders/<id>/refunds?x=1", "-H", "Content-Type: application/json", "-H", "A: b: c", "-d", "{}"]);
        Assert.Equal("POST /api/orders/<id>/refunds", curl.Step);
        using var request = curl.ToRequest(new Uri("http://127.0.0.1:1/"), "7", _ => "");
        Assert.Equal("http://127.0.0.1:1/api/orders/7/refunds?x=1", request.RequestUri!.AbsoluteUri);
        Assert.Equal("application/json", request.Content!.Headers.ContentType!.MediaType);
        Assert.Equal(["b: c"], request.Headers.GetValues("A"));
    }

    [Theory]
    [InlineData("curl", "--compressed", "a")]
    [InlineData("wget", "a", "b")]
    [InlineData("curl", "a", "b")]
    public void With_what_is_not_known_is_refused(params string[] words) => Assert.Throws<FormatException>(() => Curl.Parse(words));
}
