using Serverless.Workflows.DeadLetters;

namespace Serverless.Workflows.Tests.DeadLetters;

public class When_all_that_match_are_replayed
{
    private readonly Morgue morgue = new();

    [Fact]
    public async Task Those_that_are_open_and_match_are_sent_and_counted()
    {
        await morgue.Die("a", reason: "rejected");
        await morgue.Die("b", reason: "malformed");
        await morgue.Die("c", reason: "rejected", order: "2");
        Assert.Equal(new ReplayCounts(2, 0, false), await morgue.ReplayAll(new DeadLetterQuery(Reason: "rejected")));
        Assert.Equal(["a/replay/1", "c/replay/1"], morgue.Sent.Order());
        Assert.Equal(new ReplayCounts(0, 0, false), await morgue.ReplayAll(new DeadLetterQuery(Reason: "rejected")));
        Assert.Equal(new ReplayCounts(1, 0, false), await morgue.ReplayAll(new DeadLetterQuery()));
    }

    [Fact]
    public async Task One_that_dies_again_meanwhile_is_not_replayed_twice_by_the_same_request()
    {
        await morgue.Die("a");
        morgue.Bus.OnSend = message => morgue.Die(message.Id).GetAwaiter().GetResult();
        Assert.Equal(new ReplayCounts(1, 0, false), await morgue.ReplayAll(new DeadLetterQuery()));
        Assert.Equal(["a/replay/1"], morgue.Sent);
    }

    [Fact]
    public async Task Those_that_cannot_be_are_counted_and_the_others_go_on()
    {
        await morgue.Fail(new("o-1", "Unheard", "1", default, null, null));
        await morgue.Die("a");
        Assert.Equal(new ReplayCounts(1, 1, false), await morgue.ReplayAll(new DeadLetterQuery()));
    }

    [Fact]
    public async Task More_than_one_request_can_take_are_said_to_be_left()
    {
        for (var number = 0; number <= ReplayingDeadLetters.MostAtOnce; number++)
            await morgue.Die($"m-{number}");
        Assert.Equal(new ReplayCounts(ReplayingDeadLetters.MostAtOnce, 0, true), await morgue.ReplayAll(new DeadLetterQuery()));
        Assert.Equal(new ReplayCounts(1, 0, false), await morgue.ReplayAll(new DeadLetterQuery()));
        Assert.Equal(ReplayingDeadLetters.MostAtOnce + 1, morgue.Sent.Distinct().Count());
    }

    [Fact]
    public async Task A_filter_that_is_wrong_is_refused_whole()
    {
        await morgue.Die();
        Assert.Equal(
            ["/source: unknown_source", "/from: invalid_time", "/to: invalid_time", "/state: not_open"],
            await morgue.ReplayAllErrors(new DeadLetterQuery("nowhere", State: "replayed", From: "yesterday", To: "2026-13-01")));
        Assert.Empty(morgue.Bus.Sent);
    }
}
