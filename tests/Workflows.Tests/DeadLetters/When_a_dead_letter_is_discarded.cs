using Serverless.Workflows.DeadLetters;

namespace Serverless.Workflows.Tests.DeadLetters;

public class When_a_dead_letter_is_discarded
{
    private readonly Morgue morgue = new();

    [Fact]
    public async Task It_stays_readable_with_who_decided_and_why()
    {
        await morgue.Die();
        Assert.Equal(DeadLetterState.Discarded, Assert.IsType<DeadLetterResult.Done>(await morgue.Discard(" a test order ")).Letter.State);
        var discarded = Assert.IsType<DeadLetterEvent.Discarded>(morgue.Letter.History[^1]);
        Assert.Equal(("a test order", Morgue.Anna, morgue.Clock.Now), (discarded.Reason, discarded.By, discarded.At));
    }

    [Fact]
    public async Task The_same_decision_again_changes_nothing_and_another_one_is_refused()
    {
        await morgue.Die();
        await morgue.Discard();
        Assert.IsType<DeadLetterResult.Done>(await morgue.Discard());
        Assert.Equal("dead_letter_discarded", Assert.IsType<DeadLetterResult.Refused>(await morgue.Discard("another reason")).Code);
        Assert.Equal(2, morgue.Letter.Version);
    }

    [Fact]
    public async Task One_that_was_replayed_is_refused_until_it_comes_back()
    {
        await morgue.Die();
        await morgue.Replay();
        Assert.Equal("dead_letter_replayed", Assert.IsType<DeadLetterResult.Refused>(await morgue.Discard()).Code);
        await morgue.Die("order-1-2/replay/1");
        Assert.IsType<DeadLetterResult.Done>(await morgue.Discard());
    }

    [Fact]
    public async Task A_replay_that_was_under_way_unseen_opens_it_again_when_it_dies()
    {
        await morgue.Die();
        morgue.Letters.Store.AfterSave = () => morgue.Letters.Store.BeforeSave = () => throw new InvalidOperationException("The process is gone.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => morgue.Replay());
        await morgue.Discard();
        await morgue.Die("order-1-2/replay/1");
        Assert.Equal(DeadLetterState.Open, morgue.Letter.State);
    }

    [Fact]
    public async Task Another_version_than_the_operator_saw_is_refused()
    {
        await morgue.Die();
        Assert.IsType<DeadLetterResult.VersionMismatch>(await morgue.Discard(expected: 7));
        Assert.Equal(DeadLetterState.Open, morgue.Letter.State);
    }

    [Fact]
    public async Task A_reason_is_needed()
    {
        await morgue.Die();
        foreach (var reason in (string?[])[null, "", "  ", new string('x', DiscardingDeadLetters.LongestReason + 1)])
            Assert.Equal("/reason", Assert.Single(Assert.IsType<DeadLetterResult.Invalid>(await morgue.Discard(reason)).Errors).Pointer);
        Assert.Equal(1, morgue.Letter.Version);
    }

    [Fact]
    public async Task One_that_does_not_exist_is_not_found() =>
        Assert.IsType<DeadLetterResult.NotFound>(await morgue.Discard(id: "outbox-00000000000000000000000000000000"));
}
