using Serverless.Functions.Http.RateLimits;

namespace Serverless.Functions.Tests.Http.RateLimits;

public class A_token_bucket
{
    private static readonly Budget TwoASecondAndFiveAtOnce = new("reads", new() { PerSecond = 2, Burst = 5 });

    private readonly ManualClock _clock = new();
    private readonly TokenBucket _bucket = new();

    [Fact]
    public void Gives_its_burst_at_once_and_no_more()
    {
        Assert.Equal([4, 3, 2, 1, 0], Enumerable.Range(0, 5).Select(_ => (int)Granted().Left));
        Assert.False(Take().IsGranted);
    }

    [Fact]
    public void Fills_at_its_rate_and_never_over()
    {
        Empty();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Granted();
        Granted();
        Assert.False(Take().IsGranted);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(4, Granted().Left);
    }

    [Fact]
    public void Says_when_it_is_full_and_when_the_next_comes()
    {
        Assert.Equal(TimeSpan.FromSeconds(0.5).Ticks, Granted().FullIn);
        Empty();
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        var refused = Take();
        Assert.Equal((TimeSpan.FromSeconds(0.3).Ticks, TimeSpan.FromSeconds(2.3).Ticks), (refused.NextIn, refused.FullIn));
        _clock.Advance(TimeSpan.FromTicks(refused.NextIn));
        Granted();
    }

    [Fact]
    public void Refusals_cost_nothing()
    {
        Empty();
        Assert.All(Enumerable.Range(0, 100), _ => Assert.False(Take().IsGranted));
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Granted();
    }

    [Fact]
    public void Is_no_emptier_than_empty_when_the_clock_is_set_back()
    {
        Empty();
        _clock.Advance(TimeSpan.FromDays(-1));
        Assert.False(Take().IsGranted);
        Assert.Equal(TimeSpan.FromSeconds(0.5).Ticks, Take().NextIn);
    }

    [Fact]
    public async Task Gives_no_token_twice_to_many_who_ask_together()
    {
        var granted = 0;
        await Parallel.ForAsync(0, 1_000, TestContext.Current.CancellationToken, (_, _) =>
        {
            _ = Take().IsGranted ? Interlocked.Increment(ref granted) : 0;
            return ValueTask.CompletedTask;
        });
        Assert.Equal(5, granted);
    }

    [Fact]
    public void Tells_clients_as_the_draft_has_it()
    {
        Assert.Equal("\"reads\";q=5;w=3", TwoASecondAndFiveAtOnce.Policy);
        Assert.Equal("\"reads\";r=4;t=1", TwoASecondAndFiveAtOnce.State(Granted()));
    }

    private void Empty()
    {
        while (Take().IsGranted)
        {
        }
    }

    private Grant Granted()
    {
        var grant = Take();
        Assert.True(grant.IsGranted);
        return grant;
    }

    private Grant Take() => _bucket.Take(TwoASecondAndFiveAtOnce, _clock.GetUtcNow().UtcTicks);
}
