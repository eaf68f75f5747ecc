namespace Serverless.Embedded.Host.Tests;

public class When_a_function_asks_for_a_key(RunningApp app) : IClassFixture<RunningApp>
{
    [Theory]
    [InlineData("api/keyed", "", "401")]
    [InlineData("api/keyed", "wrong", "401")]
    [InlineData("api/keyed", "of-keyed", "200 open")]
    [InlineData("api/keyed", "of-all", "200 open")]
    [InlineData("api/keyed", "the-master", "200 open")]
    [InlineData("api/keyed/other", "of-keyed", "401")]
    [InlineData("api/keyed/other", "of-all", "200 open")]
    [InlineData("api/keyed/master", "of-all", "401")]
    [InlineData("api/keyed/master", "the-master", "200 open")]
    public async Task Its_own_the_hosts_or_the_master_key_opens_it(string path, string key, string expected)
    {
        Assert.Equal(expected, await app.Send("GET", path, headers: ("x-functions-key", key)));
        Assert.Equal(expected, await app.Get($"{path}?code={key}"));
    }
}
