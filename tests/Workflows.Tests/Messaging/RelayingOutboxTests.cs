using System.Diagnostics.Metrics;
using System.Text;
using Serverless.Contracts;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Messaging;

public class RelayingOutboxTests
{
    private static readonly OutboxEntry Good = new("order-1-1", nameof(ChargePayment), "1", """{"schema":1}"""u8.ToArray(), new ManualClock().Now, "00-trace-01");

    private readonly ManualClock clock = new();
    private readonly MemoryBus bus = new();
    private readonly MemoryDeadLetters letters = new();
    private readonly RelayingOutbox relaying;

    public RelayingOutboxTests() => relaying = Restarted();

    [Fact]
    public async Task An_entry_becomes_a_message_where_its_subject_belongs()
    {
        await Relay(Good, Good with { Id = "order-1-2", Subject = nameof(OrderChanged) });
        Assert.Equal([Entities.PaymentCommands, Entities.OrderEvents], bus.Sent.Select(sent => sent.Entity));
        var message = bus.Sent[0].Message;
        Assert.Equal(("order-1-1", "ChargePayment", "1", "00-trace-01"), (message.Id, message.Subject, message.CorrelationId, message.TraceParent));
        Assert.Equal("""{"schema":1}""", Encoding.UTF8.GetString(message.Body.Span));
    }

    [Fact]
    public async Task A_document_that_says_nothing_is_passed_over()
    {
        await relaying.Relay([new("1", null), new("2", []), new(null, [null])], TestContext.Current.CancellationToken);
        Assert.Empty(bus.Sent);
        Assert.Empty(letters.Store.All);
    }

    [Fact]
    public async Task What_a_document_said_before_is_not_sent_again_with_its_next_version()
    {
        await Relay(Good);
        await Relay(Good, Good with { Id = "order-1-2" });
        Assert.Equal(["order-1-1", "order-1-2"], bus.Sent.Select(sent => sent.Message.Id));
    }

    [Fact]
    public async Task What_a_document_said_before_a_restart_is_sent_again_with_its_next_version()
    {
        await Relay(Good);
        await Restarted().Relay([new("1", [Good])], TestContext.Current.CancellationToken);
        Assert.Equal(["order-1-1", "order-1-1"], bus.Sent.Select(sent => sent.Message.Id));
    }

    [Fact]
    public async Task What_is_older_than_thirty_days_is_not_sent()
    {
        clock.Now += OutboxEntry.Lifetime;
        await Relay(Good with { Id = "order-1-1" }, Good with { Id = "order-1-2", WrittenAt = Good.WrittenAt - TimeSpan.FromSeconds(1) });
        Assert.Equal("order-1-1", Assert.Single(bus.Sent).Message.Id);
    }

    [Theory]
    [InlineData(0, 5, 5)]
    [InlineData(3, 2, 2)]
    public async Task What_is_sent_has_waited_since_its_document_was_written_last(int daysOld, int secondsAgo, double waited)
    {
        // What other tests measure at the same time is none of this one's.
        var (here, ages) = (new AsyncLocal<bool> { Value = true }, new List<double>());
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Name == "outbox.age")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, age, _, _) =>
        {
            if (here.Value)
                ages.Add(age);
        });
        listener.Start();

        clock.Now += TimeSpan.FromDays(daysOld) + TimeSpan.FromSeconds(secondsAgo);
        await relaying.Relay([new("1", [Good], clock.Now.ToUnixTimeSeconds() - secondsAgo)], TestContext.Current.CancellationToken);

        Assert.Equal(waited, Assert.Single(ages));
    }

    public static TheoryData<string, OutboxEntry> Unsendable => new()
    {
        { "no id", Good with { Id = null } },
        { "no order", Good with { OrderId = "" } },
        { "no message 'Unheard'", Good with { Subject = "Unheard" } },
        { "no message ''", Good with { Subject = null } },
        { "not an object", Good with { Body = "[]"u8.ToArray() } },
        { "not an object", Good with { Body = default } },
        { "over", Good with { Body = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', RelayingOutbox.MaxBody)}}"}""") } },
    };

    [Theory]
    [MemberData(nameof(Unsendable))]
    public async Task One_that_can_never_be_sent_is_kept_with_the_reason_and_the_others_go_on(string reason, OutboxEntry entry)
    {
        await Relay(entry, Good);
        Assert.Contains(reason, Assert.Single(letters.Store.All).Death.Description, StringComparison.Ordinal);
        Assert.Equal("order-1-1", Assert.Single(bus.Sent).Message.Id);
    }

    [Fact]
    public async Task While_the_bus_is_down_the_batch_fails_as_a_whole_and_is_sent_when_it_comes_again()
    {
        bus.IsDown = true;
        await Assert.ThrowsAsync<OutageException>(() => Relay(Good));
        bus.IsDown = false;
        await Relay(Good);
        Assert.Equal("order-1-1", Assert.Single(bus.Sent).Message.Id);
    }

    private RelayingOutbox Restarted() => new(bus, new KeepingDeadLetters(letters, clock), clock);

    private Task Relay(params OutboxEntry[] entries) => relaying.Relay([new("1", entries)], TestContext.Current.CancellationToken);
}
