namespace Serverless.Embedded.Host.Tests.HostFile;

/// <summary>A function that runs longer than functionTimeout, and does not heed its token.</summary>
public class When_a_function_does_not_end
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Its_caller_is_not_kept_waiting()
    {
        var clock = new TimerClock();
        await using var app = await HeldApp.Start(clock, "functionTimeout=00:01:00");
        var waiting = app.Get();
        await app.UntilReached(1);

        await GiveUp(clock);

        await Assert.ThrowsAsync<HttpRequestException>(() => waiting);
    }

    [Fact]
    public async Task Its_message_comes_again()
    {
        var clock = new TimerClock();
        await using var app = await HeldApp.Start(clock, "functionTimeout=00:01:00");
        using var asked = await app.RunByHand(nameof(Held.Ask));
        await app.UntilReached(1);

        await GiveUp(clock);

        await app.UntilReached(2);
    }

    private static async Task GiveUp(TimerClock clock)
    {
        clock.Advance(Timeout);
        await clock.UntilWaitedFor(Grace);
        clock.Advance(Grace);
    }
}
