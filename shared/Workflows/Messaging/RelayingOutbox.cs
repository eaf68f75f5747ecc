using System.Diagnostics.Metrics;
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

    private readonly SentEntries sent = new();

    /// <summary>
    /// Sends the messages in these changes that were not sent yet, each to where it belongs. One that can never be sent is kept as a dead
    /// letter, and the others go on. Throws when the bus is down: then the whole batch comes again, and ids stay the same.
    /// </summary>
    public async Task Relay(IReadOnlyList<AggregateChange> changes, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var sendable = new List<Waiting>(changes.Count);
        foreach (var waiting in changes.SelectMany(change => WaitingIn(change, now)))
        {
            if (Refusal(waiting.Entry) is { } reason)
                await deadLetters.Keep(waiting.Entry, reason, stop);
            else
                sendable.Add(waiting);
        }

        foreach (var entity in sendable.GroupBy(waiting => Messages.Find(waiting.Entry.Subject)!.Entity))
        {
            await bus.Send(entity.Key, [.. entity.Select(waiting => ToMessage(waiting.Entry))], stop);
            foreach (var waiting in entity)
            {
                sent.Add(waiting.Entry.Id!);
                Age.Record((now - waiting.Since).TotalSeconds, new KeyValuePair<string, object?>("messaging.destination.name", entity.Key));
            }
        }
    }

    // An entry waits since its document was written last: what an earlier version held was sent then, mostly, and is only forgotten.
    private IEnumerable<Waiting> WaitingIn(AggregateChange change, DateTimeOffset now)
    {
        var written = DateTimeOffset.FromUnixTimeSeconds(change.WrittenAt);
        return
            from entry in change.Outbox ?? []
            where entry is not null && !entry.IsOver(now) && (entry.Id is null || !sent.Contains(entry.Id))
            select new Waiting(entry, entry.WrittenAt > written ? entry.WrittenAt.Value : written);
    }

    private static string? Refusal(OutboxEntry entry) => entry switch
    {
        { Id: null or "" } => "It has no id.",
        { OrderId: null or "" } => "It has no order.",
        { Subject: var subject } when Messages.Find(subject) is null => $"There is no message '{subject}'.",
        { Body: var body } when body.IsEmpty || body.Span[0] != '{' => "Its body is not an object.",
        { Body.Length: > MaxBody } => $"Its body is over {MaxBody} bytes.",
        _ => null,
    };

    private static BusMessage ToMessage(OutboxEntry entry) => new(entry.Id!, entry.Subject!, entry.OrderId!, entry.Body, entry.TraceParent);

    private readonly record struct Waiting(OutboxEntry Entry, DateTimeOffset Since);
}
