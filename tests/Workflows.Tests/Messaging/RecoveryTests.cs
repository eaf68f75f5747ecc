using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Tests.Messaging;

public class RecoveryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly OutageException Down = new("The database did not answer.");

    private static readonly RecoveryLimits Set = new()
    {
        OrderTries = 11,
        FaultTries = 12,
        ProviderTries = 13,
        DoubtTries = 14,
        OutageTries = 15,
    };

    public static TheoryData<Trouble, int> Limits => new()
    {
        { new Trouble.TooEarly("first things first"), 11 },
        { new Trouble.LostRaces(), 11 },
        { new Trouble.Fault(new InvalidOperationException()), 12 },
        { new Trouble.Unavailable("no route"), 13 },
        { new Trouble.InDoubt("timeout"), 14 },
        { new Trouble.Outage(Down), 15 },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void What_may_pass_is_tried_again_up_to_the_limit_that_is_set(Trouble trouble, int limit)
    {
        Assert.Equal("m-1/try/1", Assert.IsType<Settlement.RetryLater>(Recovery.Settle(trouble, "m-1", Set, Noon)).CopyId);
        Assert.Equal($"m-1/try/{limit}", Assert.IsType<Settlement.RetryLater>(Recovery.Settle(trouble, $"m-1/try/{limit - 1}", Set, Noon)).CopyId);
        Assert.Equal("tries_used_up", Assert.IsType<Settlement.DeadLetter>(Recovery.Settle(trouble, $"m-1/try/{limit}", Set, Noon)).Reason);
    }

    [Fact]
    public void What_no_longer_matters_is_discarded_with_the_reason() =>
        Assert.Equal(new Settlement.Discard("a newer one was applied"), Recovery.Settle(new Trouble.Superseded("a newer one was applied"), "m-1", Set, Noon));

    [Fact]
    public void What_will_never_pass_is_dead_lettered_at_once()
    {
        Assert.Equal(new Settlement.DeadLetter("malformed", "no json"), Recovery.Settle(new Trouble.Malformed("no json"), "m-1", Set, Noon));
        Assert.Equal(new Settlement.DeadLetter("rejected", "no way"), Recovery.Settle(new Trouble.Rejected("no way"), "m-1", Set, Noon));
    }

    [Fact]
    public void Every_trouble_is_listed() => Assert.Equal(
        typeof(Trouble).GetNestedTypes().Select(type => type.Name).Order(),
        Limits.Select(row => row.Data.Item1.GetType().Name)
            .Concat([nameof(Trouble.Malformed), nameof(Trouble.Rejected), nameof(Trouble.Superseded)]).Order());

    [Theory]
    [InlineData(0, 0.5, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(4, 8, 16)]
    [InlineData(9, 150, 300)]
    [InlineData(399, 150, 300)]
    public void The_wait_doubles_up_to_five_minutes_and_half_of_it_is_jitter(int tries, double least, double most) => Assert.All(
        Enumerable.Range(1, 500),
        number => Assert.InRange(Recovery.Backoff(new RetryId($"m-{number}", tries), Set).TotalSeconds, least, most));

    [Fact]
    public void Messages_that_failed_together_come_back_spread_out()
    {
        var waits = Enumerable.Range(1, 1000).Select(number => Recovery.Backoff(new RetryId($"order-{number}", 3), Set).TotalSeconds).ToList();
        Assert.All(Enumerable.Range(0, 8), tenth => Assert.InRange(waits.Count(wait => wait >= 4 + tenth * 0.5 && wait < 4.5 + tenth * 0.5), 60, 190));
    }

    [Fact]
    public void A_wait_that_was_asked_for_is_kept_within_reason()
    {
        Assert.InRange(Wait(TimeSpan.FromSeconds(30)), 30.5, 31);
        Assert.InRange(Wait(TimeSpan.FromDays(1)), 300.5, 301);

        static double Wait(TimeSpan asked) => (Assert.IsType<Settlement.RetryLater>(
            Recovery.Settle(new Trouble.Unavailable("busy", asked), "m-1", Set, Noon)).At - Noon).TotalSeconds;
    }

    [Theory]
    [InlineData("m-1/replay/2", "m-1/replay/2/try/1")]
    [InlineData("m-1/replay/2/try/7", "m-1/replay/2/try/8")]
    [InlineData("m-1/try/x", "m-1/try/x/try/1")]
    public void A_replayed_message_counts_from_the_beginning(string id, string next) => Assert.Equal(next, RetryId.Parse(id).Next.ToString());
}
