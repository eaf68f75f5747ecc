namespace Serverless.Embedded.Host.Tests.HostFile;

public class When_requests_are_limited
{
    [Fact]
    public async Task One_more_than_may_be_held_is_answered_429_and_the_others_are_answered()
    {
        await using var app = await HeldApp.Start("extensions:http:maxOutstandingRequests=2");
        Task<HttpResponseMessage>[] held = [app.Get(), app.Get()];
        await app.UntilReached(2);

        using var refused = await app.Get();
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal("", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        app.Gate.Open();
        Assert.All(await Task.WhenAll(held), answer => Assert.Equal(200, (int)answer.StatusCode));
        using var later = await app.Get();
        Assert.Equal(200, (int)later.StatusCode);
    }

    [Fact]
    public async Task Those_that_may_not_be_worked_on_yet_wait()
    {
        await using var app = await HeldApp.Start("extensions:http:maxConcurrentRequests=1", "extensions:http:maxOutstandingRequests=3");
        var first = app.Get();
        await app.UntilReached(1);
        Task<HttpResponseMessage>[] others = [app.Get(), app.Get()];
        await Until.True(() => app.Outstanding == 3);

        using var fourth = await app.Get();
        Assert.Equal((429, 1), ((int)fourth.StatusCode, app.Gate.Reached));
        app.Gate.Open();

        Assert.All(await Task.WhenAll([first, .. others]), answer => Assert.Equal(200, (int)answer.StatusCode));
    }

    [Fact]
    public async Task The_hosts_own_paths_are_answered_all_the_same()
    {
        await using var app = await HeldApp.Start("extensions:http:maxConcurrentRequests=1", "extensions:http:maxOutstandingRequests=1");
        var held = app.Get();
        await app.UntilReached(1);

        using var status = await app.Get("admin/host/status");

        Assert.Equal(200, (int)status.StatusCode);
        app.Gate.Open();
        using var answer = await held;
    }

    [Fact]
    public async Task Minus_one_is_no_limit()
    {
        await using var app = await HeldApp.Start("extensions:http:maxConcurrentRequests=-1", "extensions:http:maxOutstandingRequests=-1");
        var held = Enumerable.Range(0, 20).Select(_ => app.Get()).ToArray();
        await app.UntilReached(20);

        app.Gate.Open();

        Assert.All(await Task.WhenAll(held), answer => Assert.Equal(200, (int)answer.StatusCode));
    }
}
