using System.Text;
using Serverless.Contracts;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Tests.DeadLetters;

public class When_a_message_dies
{
    private readonly Morgue morgue = new();

    [Fact]
    public async Task It_is_kept_open_with_its_reason_history_and_trace()
    {
        await morgue.Die("order-1-2/try/4");
        var letter = morgue.Letter;
        Assert.Equal(DeadLetterState.Open, letter.State);
        Assert.Equal(("order-1-2", "VoidPayment", "1"), (letter.Content.MessageId, letter.Content.Subject, letter.Content.OrderId));
        Assert.Equal("""{"schema":1}""", Encoding.UTF8.GetString(letter.Content.Body.Span));
        var death = Assert.IsType<DeadLetterEvent.Died>(Assert.Single(letter.History));
        Assert.Equal(("order-1-2/try/4", "rejected", "It was refused.", 0, 4, 3), (death.MessageId, death.Reason, death.Description, death.Replay, death.Tries, death.Deliveries));
        Assert.Equal(morgue.Clock.Now, death.At);
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", (await morgue.Reading.Get(letter.Id.Value, TestContext.Current.CancellationToken))!.TraceId);
    }

    [Fact]
    public async Task It_is_kept_once_however_often_it_is_delivered()
    {
        var message = morgue.Message();
        await morgue.Die(message);
        await morgue.Die(message);
        Assert.Single(morgue.Letter.History);
    }

    [Fact]
    public async Task It_is_kept_although_somebody_else_writes_first()
    {
        await morgue.Die();
        morgue.Letters.Store.BeforeSave = () => morgue.Discard().GetAwaiter().GetResult();
        await morgue.Die("order-1-2/replay/1");
        Assert.Equal(3, morgue.Letter.Version);
        Assert.Equal(DeadLetterState.Open, morgue.Letter.State);
    }

    [Fact]
    public async Task A_double_of_it_that_dies_too_is_the_same_letter_and_does_not_undo_what_was_decided()
    {
        await morgue.Die();
        await morgue.Discard();
        await morgue.Die();
        Assert.Equal(DeadLetterState.Discarded, morgue.Letter.State);
        Assert.Equal(2, morgue.Letter.History.OfType<DeadLetterEvent.Died>().Count());
    }

    [Fact]
    public async Task One_that_says_nothing_of_itself_is_kept_too()
    {
        await morgue.Die(new DeadMessage("m", 1, null, null, new byte[] { 0xFF, 0x00 }, null, null, null, 10, morgue.Clock.Now));
        var view = (await morgue.Reading.Get(morgue.Letter.Id.Value, TestContext.Current.CancellationToken))!;
        Assert.Equal(("unknown", "", null), (view.Reason, view.Description, view.TraceId));
        Assert.Equal("/wA=", view.BodyBase64);
        Assert.Null(view.Body);
    }

    [Theory]
    [InlineData("outbox-7")]
    [InlineData(null)]
    public async Task An_entry_of_an_outbox_that_cannot_be_sent_is_kept_once(string? id)
    {
        var entry = new OutboxEntry(id, "Unheard", "1", """{"a":1}"""u8.ToArray(), morgue.Clock.Now, null);
        await morgue.Fail(entry);
        await morgue.Fail(entry);
        var letter = morgue.Letter;
        Assert.Equal(("outbox", "unsendable", "There is no such message."), (letter.Id.Source.Name, letter.Death.Reason, letter.Death.Description));
        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString(letter.Content.Body.Span));
    }

    [Fact]
    public void Every_queue_and_subscription_that_we_read_is_a_source() => Assert.Superset(
        Messages.All.Select(message => message.Entity).Except([Entities.OrderEvents]).ToHashSet(),
        DeadLetterSource.All.Select(source => source.Name.Split('.')[0]).ToHashSet());
}
