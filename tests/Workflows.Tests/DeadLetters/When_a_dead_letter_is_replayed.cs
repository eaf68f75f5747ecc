using Serverless.Contracts;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Tests.DeadLetters;

public class When_a_dead_letter_is_replayed
{
    private readonly Morgue morgue = new();

    [Fact]
    public async Task It_is_sent_as_it_was_under_an_id_of_its_own()
    {
        await morgue.Die("order-1-2/try/29");
        var done = Assert.IsType<DeadLetterResult.Done>(await morgue.Replay());
        Assert.Equal(DeadLetterState.Replayed, done.Letter.State);
        var (entity, message) = Assert.Single(morgue.Bus.Sent);
        Assert.Equal((Entities.PaymentCommands, "order-1-2/replay/1", "VoidPayment", "1"), (entity, message.Id, message.Subject, message.CorrelationId));
        Assert.Equal(morgue.Letter.Content.Body.ToArray(), message.Body.ToArray());
        Assert.NotNull(message.TraceParent);
        Assert.Equal([Morgue.Anna], morgue.Letter.History.OfType<DeadLetterEvent.ReplayAsked>().Select(asked => asked.By));
    }

    [Fact]
    public async Task A_repeated_request_sends_nothing()
    {
        await morgue.Die();
        await morgue.Replay();
        Assert.IsType<DeadLetterResult.Done>(await morgue.Replay());
        Assert.Equal(["order-1-2/replay/1"], morgue.Sent);
    }

    [Fact]
    public async Task One_that_dies_again_is_the_same_letter_open_and_its_next_replay_has_the_next_number()
    {
        await morgue.Die();
        await morgue.Replay();
        await morgue.Die("order-1-2/replay/1/try/2", reason: "tries_used_up");
        Assert.Equal((DeadLetterState.Open, "tries_used_up", 1, 2), (morgue.Letter.State, morgue.Letter.Death.Reason, morgue.Letter.Death.Replay, morgue.Letter.Death.Tries));
        await morgue.Replay();
        Assert.Equal(["order-1-2/replay/1", "order-1-2/replay/2"], morgue.Sent);
        Assert.Equal(["Died", "ReplayAsked", "Replayed", "Died", "ReplayAsked", "Replayed"], morgue.Letter.History.Select(happened => happened.GetType().Name));
    }

    [Fact]
    public async Task A_crash_before_it_is_sent_leaves_it_open_and_the_next_request_sends_it()
    {
        await morgue.Die();
        morgue.Bus.IsDown = true;
        await Assert.ThrowsAsync<OutageException>(() => morgue.Replay());
        Assert.Equal(DeadLetterState.Open, morgue.Letter.State);
        morgue.Bus.IsDown = false;
        await morgue.Replay();
        Assert.Equal(["order-1-2/replay/1"], morgue.Sent);
        Assert.Equal(DeadLetterState.Replayed, morgue.Letter.State);
    }

    [Fact]
    public async Task A_crash_after_it_was_sent_sends_the_same_message_again_which_is_a_duplicate()
    {
        await morgue.Die();
        morgue.Letters.Store.AfterSave = () => morgue.Letters.Store.BeforeSave = () => throw new InvalidOperationException("The process is gone.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => morgue.Replay());
        Assert.Equal(DeadLetterState.Open, morgue.Letter.State);
        await morgue.Replay();
        Assert.Equal(["order-1-2/replay/1", "order-1-2/replay/1"], morgue.Sent);
        Assert.Equal(1, morgue.Letter.Replays);
    }

    [Fact]
    public async Task Two_at_once_send_the_same_message()
    {
        await morgue.Die();
        morgue.Letters.Store.BeforeSave = () => morgue.Replay().GetAwaiter().GetResult();
        Assert.IsType<DeadLetterResult.Done>(await morgue.Replay());
        Assert.Equal(["order-1-2/replay/1"], morgue.Sent.Distinct());
        Assert.Equal(1, morgue.Letter.Replays);
    }

    [Fact]
    public async Task One_that_dies_before_it_is_written_down_as_sent_is_open()
    {
        await morgue.Die();
        morgue.Letters.Store.AfterSave = () => morgue.Letters.Store.BeforeSave = () => morgue.Die("order-1-2/replay/1").GetAwaiter().GetResult();
        await morgue.Replay();
        Assert.Equal(DeadLetterState.Open, morgue.Letter.State);
        Assert.Equal(["Died", "ReplayAsked", "Died"], morgue.Letter.History.Select(happened => happened.GetType().Name));
    }

    [Fact]
    public async Task One_that_was_discarded_is_refused_and_nothing_is_sent()
    {
        await morgue.Die();
        await morgue.Discard();
        Assert.Equal("dead_letter_discarded", Assert.IsType<DeadLetterResult.Refused>(await morgue.Replay()).Code);
        Assert.Empty(morgue.Bus.Sent);
        Assert.Equal(2, morgue.Letter.Version);
    }

    [Fact]
    public async Task Another_version_than_the_operator_saw_is_refused_and_nothing_is_sent()
    {
        await morgue.Die();
        Assert.IsType<DeadLetterResult.VersionMismatch>(await morgue.Replay(expected: 2));
        Assert.Empty(morgue.Bus.Sent);
        Assert.IsType<DeadLetterResult.Done>(await morgue.Replay(expected: 1));
    }

    [Theory]
    [InlineData("payment-commands-00000000000000000000000000000000")]
    [InlineData("nowhere-00000000000000000000000000000000")]
    [InlineData("payment-commands-nonsense")]
    [InlineData("-")]
    [InlineData("")]
    public async Task One_that_does_not_exist_is_not_found(string id) => Assert.IsType<DeadLetterResult.NotFound>(await morgue.Replay(id));

    [Fact]
    public async Task One_from_an_outbox_goes_where_its_message_belongs_once_there_is_such_a_message()
    {
        var entry = new OutboxEntry("order-1-2", "Unheard", "1", "{}"u8.ToArray(), null, null);
        await morgue.Fail(entry);
        Assert.Equal("unsendable", Assert.IsType<DeadLetterResult.Refused>(await morgue.Replay()).Code);
        await morgue.Fail(entry with { Id = "order-1-3", Subject = nameof(OrderChanged) });
        Assert.IsType<DeadLetterResult.Done>(await morgue.Replay(morgue.Letters.Store.All.Last().Id.Value));
        Assert.Equal(Entities.OrderEvents, Assert.Single(morgue.Bus.Sent).Entity);
    }

    [Fact]
    public async Task It_ends_after_a_hundred_times()
    {
        await morgue.Die();
        for (var replay = 1; replay <= DeadLetter.MaxReplays; replay++)
        {
            Assert.IsType<DeadLetterResult.Done>(await morgue.Replay());
            await morgue.Die($"order-1-2/replay/{replay}");
        }
        Assert.Equal("too_many_replays", Assert.IsType<DeadLetterResult.Refused>(await morgue.Replay()).Code);
    }
}
