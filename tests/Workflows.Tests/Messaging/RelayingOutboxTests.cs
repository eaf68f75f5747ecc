using System.Text;
using System.Text.Json;
using Serverless.Contracts;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Messaging;

public class RelayingOutboxTests
{
    private static readonly OutboxDocument Good = new(
        "order-1-1", OutboxDocument.OutboxType, nameof(ChargePayment), "1", JsonElement.Parse("""{"schema":1}"""), null, "00-trace-01");

    private readonly MemoryBus bus = new();
    private readonly MemoryDeadLetters letters = new();

    [Fact]
    public async Task A_document_becomes_a_message_where_its_subject_belongs()
    {
        await Relay(Good, Good with { Id = "order-1-2", Subject = nameof(OrderChanged) });
        Assert.Equal([Entities.PaymentCommands, Entities.OrderEvents], bus.Sent.Select(sent => sent.Entity));
        var message = bus.Sent[0].Message;
        Assert.Equal(("order-1-1", "ChargePayment", "1", "00-trace-01"), (message.Id, message.Subject, message.CorrelationId, message.TraceParent));
        Assert.Equal("""{"schema":1}""", Encoding.UTF8.GetString(message.Body.Span));
    }

    [Fact]
    public async Task Other_documents_of_the_container_are_passed_over()
    {
        await Relay(Good with { Type = "order" }, Good with { Type = null }, new OutboxDocument(null, null, null, null, default, null, null));
        Assert.Empty(bus.Sent);
        Assert.Empty(letters.Store.All);
    }

    public static TheoryData<string, OutboxDocument> Unsendable => new()
    {
        { "no id", Good with { Id = null } },
        { "no order", Good with { OrderId = "" } },
        { "no message 'Unheard'", Good with { Subject = "Unheard" } },
        { "no message ''", Good with { Subject = null } },
        { "not an object", Good with { Body = JsonElement.Parse("[]") } },
        { "not an object", Good with { Body = default } },
        { "over", Good with { Body = JsonElement.Parse($$"""{"text":"{{new string('x', RelayingOutbox.MaxBody)}}"}""") } },
    };

    [Theory]
    [MemberData(nameof(Unsendable))]
    public async Task One_that_can_never_be_sent_is_kept_with_the_reason_and_the_others_go_on(string reason, OutboxDocument document)
    {
        await Relay(document, Good);
        Assert.Contains(reason, Assert.Single(letters.Store.All).Death.Description, StringComparison.Ordinal);
        Assert.Equal("order-1-1", Assert.Single(bus.Sent).Message.Id);
    }

    [Fact]
    public async Task While_the_bus_is_down_the_batch_fails_as_a_whole_so_that_it_comes_again()
    {
        bus.IsDown = true;
        await Assert.ThrowsAsync<OutageException>(() => Relay(Good));
    }

    private Task Relay(params OutboxDocument[] documents) =>
        new RelayingOutbox(bus, new KeepingDeadLetters(letters, new ManualClock()), new ManualClock()).Relay(documents, TestContext.Current.CancellationToken);
}
