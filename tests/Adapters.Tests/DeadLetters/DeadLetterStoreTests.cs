using System.Text;
using System.Text.Json;
using Serverless.Adapters.Cosmos;
using Serverless.Adapters.DeadLetters;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;

namespace Serverless.Adapters.Tests.DeadLetters;

public class DeadLetterStoreTests : IAsyncLifetime
{
    private Wires _wires = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private IDeadLetters Store => _wires.Get<IDeadLetters>();
    private KeepingDeadLetters Keeping => new(Store, _wires.Clock);

    public async ValueTask InitializeAsync() => _wires = await Wires.Open();

    public ValueTask DisposeAsync() => _wires.DisposeAsync();

    [Theory]
    [InlineData("{\"a\": 1}")]
    [InlineData("no JSON")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_letter_is_read_as_it_was_written_to_the_byte(string? text)
    {
        var body = text is null ? new byte[] { 0, 0xC3, 0x28, 0xFF } : Encoding.UTF8.GetBytes(text);
        var letter = (await Keep("m-1/try/3", body: body))
            .With(new DeadLetterEvent.ReplayAsked(Samples.Noon, 1, "anna"))
            .With(new DeadLetterEvent.Replayed(Samples.Noon.AddSeconds(1), 1))
            .With(new DeadLetterEvent.Died(Samples.Noon.AddSeconds(2), "m-1/replay/1", 9, "rejected", "no", 1, 0, 2, Samples.Noon))
            .With(new DeadLetterEvent.Discarded(Samples.Noon.AddSeconds(3), "a test order", "anna"));
        Assert.True(await Store.Save(letter, (await Store.Find(letter.Id, Stop))!.Version, Stop));
        var read = (await Store.Find(letter.Id, Stop))!.State;
        Assert.Equal(letter.History, read.History);
        Assert.Equal(letter.Content with { Body = default }, read.Content with { Body = default });
        Assert.Equal(body, read.Content.Body.ToArray());
    }

    [Fact]
    public async Task Of_two_who_write_the_same_version_one_wins()
    {
        var letter = await Keep("m-1");
        Assert.False(await Store.Save(letter, null, Stop));
        var version = (await Store.Find(letter.Id, Stop))!.Version;
        Assert.True(await Store.Save(letter.With(new DeadLetterEvent.ReplayAsked(Samples.Noon, 1, "anna")), version, Stop));
        Assert.False(await Store.Save(letter.With(new DeadLetterEvent.Discarded(Samples.Noon, "no", "bob")), version, Stop));
        Assert.Equal(1, (await Store.Find(letter.Id, Stop))!.State.Replays);
    }

    [Fact]
    public async Task A_lost_answer_to_a_write_that_was_done_is_a_success()
    {
        _wires.Wire.LoseTheAnswerToTheNextWrite();
        Assert.NotNull(await Store.Find((await Keep("m-1")).Id, Stop));
    }

    [Fact]
    public async Task The_list_is_newest_first_over_all_sources_and_goes_on_after_a_position()
    {
        for (var number = 0; number < 7; number++)
        {
            // Two at an instant: the id decides.
            _wires.Clock.Advance(TimeSpan.FromSeconds(number % 2));
            await Keep($"m-{number}", number % 3 == 0 ? DeadLetterSource.PaymentEvents : DeadLetterSource.PaymentCommands);
        }
        var all = await Store.List(new DeadLetterFilter(), 10, null, Stop);
        Assert.Equal(7, all.Count);
        Assert.Equal(all.OrderByDescending(letter => letter.Death.At).ThenByDescending(letter => letter.Id.Value, StringComparer.Ordinal).Select(letter => letter.Id), all.Select(letter => letter.Id));
        var first = await Store.List(new DeadLetterFilter(), 3, null, Stop);
        var second = await Store.List(new DeadLetterFilter(), 10, DeadLetterPosition.Of(first[^1]), Stop);
        Assert.Equal(all.Select(letter => letter.Id), first.Concat(second).Select(letter => letter.Id));
    }

    [Fact]
    public async Task Each_field_of_a_filter_narrows_the_list()
    {
        var start = _wires.Clock.GetUtcNow();
        await Keep("a", reason: "rejected", order: "1");
        _wires.Clock.Advance(TimeSpan.FromHours(1));
        await Keep("b", DeadLetterSource.PaymentEvents, reason: "malformed", order: "2");
        var c = await Keep("c", reason: "malformed", order: "1");
        await Store.Save(c.With(new DeadLetterEvent.Discarded(start, "no", "anna")), (await Store.Find(c.Id, Stop))!.Version, Stop);

        Assert.Equal("b", await Found(new(Source: "payment-events.orders")));
        Assert.Equal("b c", await Found(new(Reason: "malformed")));
        Assert.Equal("a c", await Found(new(OrderId: "1")));
        Assert.Equal("a b", await Found(new(State: DeadLetterState.Open)));
        Assert.Equal("c", await Found(new(State: DeadLetterState.Discarded)));
        Assert.Equal("b c", await Found(new(From: start.AddHours(1))));
        Assert.Equal("a", await Found(new(To: start.AddHours(1))));
        Assert.Equal("a", await Found(new(Source: "payment-commands", Reason: "rejected", OrderId: "1", State: DeadLetterState.Open, From: start, To: start.AddTicks(1))));
        Assert.Equal("", await Found(new(Source: "outbox")));
    }

    [Fact]
    public async Task An_entry_of_an_outbox_is_kept_once_with_its_reason_and_body()
    {
        var entry = new OutboxEntry("m-1", "NoSuchMessage", "order-1", """{"a":1}"""u8.ToArray(), Samples.Noon, null);
        await Keeping.Keep(entry, "There is no message 'NoSuchMessage'.", Stop);
        await Keeping.Keep(entry, "There is no message 'NoSuchMessage'.", Stop);
        var kept = Assert.Single(await _wires.Documents("dead-letters"));
        Assert.Equal("outbox", kept.GetProperty("source").GetString());
        Assert.Equal("""{"a":1}""", kept.GetProperty("body").GetString());
    }

    [Fact]
    public async Task An_entry_that_lacks_everything_is_kept_too()
    {
        await Keeping.Keep(new OutboxEntry(null, null, null, default, null, null), "It has no id.", Stop);
        Assert.Single(await _wires.Documents("dead-letters"));
    }

    [Fact]
    public async Task Its_document_keeps_its_form()
    {
        // What is stored outlives the code that wrote it: a renamed field must not change it unnoticed.
        var letter = (await Keep("m-1/try/2")).With(new DeadLetterEvent.ReplayAsked(Samples.Noon, 1, "anna"));
        Assert.Equal(
            """
            {"id":"payment-commands-a461b472cb41a9ec3dee5c90cf8e4a78","source":"payment-commands","schemaVersion":2,"state":"open",
            "position":"0639079632000000000/payment-commands-a461b472cb41a9ec3dee5c90cf8e4a78","reason":"rejected","messageId":"m-1",
            "history":[{"type":"died","at":"2026-03-01T12:00:00+00:00","number":0,"reason":"rejected","description":"It was refused.","messageId":"m-1/try/2",
            "sequenceNumber":7,"tries":2,"deliveries":3,"enqueuedAt":"2026-03-01T12:00:00+00:00"},
            {"type":"replayAsked","at":"2026-03-01T12:00:00+00:00","by":"anna","number":1}],
            "subject":"VoidPayment","orderId":"1","body":"{}","traceParent":"00-trace-span-01"}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(letter.ToDocument(), CosmosJson.Default.DeadLetterDocument));
    }

    private Task<DeadLetter> Keep(
        string id, DeadLetterSource? source = null, string reason = "rejected", string order = "1", byte[]? body = null) => Keeping.Keep(
        source ?? DeadLetterSource.PaymentCommands,
        new DeadMessage(id, 7, "VoidPayment", order, body ?? "{}"u8.ToArray(), "00-trace-span-01", reason, "It was refused.", 3, Samples.Noon),
        Stop);

    private async Task<string> Found(DeadLetterFilter filter) =>
        string.Join(' ', (await Store.List(filter, 10, null, Stop)).Select(letter => letter.Content.MessageId).Order());
}
