using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Serverless.Contracts;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Workflows.Messaging;

/// <summary>Sends what stores wrote to their outboxes.</summary>
public sealed class RelayingOutbox(IMessageBus bus, KeepingDeadLetters deadLetters, TimeProvider clock)
{
    private static readonly Meter Meter = new("Serverless.Messaging");

    private static readonly Histogram<double> Age = Meter.CreateHistogram(
        "outbox.age", "s", "How long messages waited in the outbox until they were sent.", null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600] });

    /// <summary>The largest body, in bytes: the bus takes 256 KB with all properties, of which it grants headers 64 KB.</summary>
    public const int MaxBody = 192 * 1024;

    /// <summary>
    /// Sends the outbox documents among these changes, each to where its message belongs. One that can never be sent is kept as a dead
    /// letter, and the others go on. Throws when the bus is down: then the whole batch comes again, and ids stay the same.
    /// </summary>
    public async Task Relay(IReadOnlyList<OutboxDocument> changes, CancellationToken stop)
    {
        var sendable = new List<(string Entity, OutboxDocument Document)>(changes.Count);
        foreach (var document in changes.Where(change => change.Type == OutboxDocument.OutboxType))
        {
            if (Refusal(document) is { } reason)
                await deadLetters.Keep(document, reason, stop);
            else
                sendable.Add((Messages.Find(document.Subject)!.Entity, document));
        }

        foreach (var entity in sendable.GroupBy(each => each.Entity, each => each.Document))
        {
            await bus.Send(entity.Key, [.. entity.Select(ToMessage)], stop);
            Measure(entity);
        }
    }

    private void Measure(IGrouping<string, OutboxDocument> sent)
    {
        if (!Age.Enabled)
            return;
        var now = clock.GetUtcNow();
        foreach (var document in sent)
            Age.Record((now - document.WrittenAt.GetValueOrDefault(now)).TotalSeconds, new KeyValuePair<string, object?>("messaging.destination.name", sent.Key));
    }

    private static string? Refusal(OutboxDocument document) => document switch
    {
        { Id: null or "" } => "It has no id.",
        { OrderId: null or "" } => "It has no order.",
        { Subject: var subject } when Messages.Find(subject) is null => $"There is no message '{subject}'.",
        { Body.ValueKind: not JsonValueKind.Object } => "Its body is not an object.",
        { Body: var body } when JsonMarshal.GetRawUtf8Value(body).Length > MaxBody => $"Its body is over {MaxBody} bytes.",
        _ => null,
    };

    private static BusMessage ToMessage(OutboxDocument document) => new(
        document.Id!, document.Subject!, document.OrderId!, JsonMarshal.GetRawUtf8Value(document.Body).ToArray(), document.TraceParent);
}
