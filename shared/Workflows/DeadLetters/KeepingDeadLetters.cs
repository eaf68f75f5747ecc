using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Serverless.Contracts;
using Serverless.Workflows.Imports;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.DeadLetters;

/// <summary>Keeps what could not be handled or sent, for people to decide.</summary>
public sealed class KeepingDeadLetters(IDeadLetters letters, TimeProvider clock)
{
    private static readonly Meter Meter = new("Serverless.Messaging");

    private static readonly Counter<long> Kept =
        Meter.CreateCounter<long>("dead_letters.kept", "{message}", "Messages that died and were kept for operators, by source and reason.");

    /// <summary>
    /// Keeps a message that came from a dead-letter queue; when it is a replay, or a copy that was tried again, with the letter that there
    /// is. Keeping it twice is keeping it once. Throws when the store is out: then it must come again.
    /// </summary>
    public Task<DeadLetter> Keep(DeadLetterSource source, DeadMessage message, CancellationToken stop)
    {
        var id = ReplayId.Parse(message.MessageId);
        var content = new LetterContent(id.Message, message.Subject, message.OrderId, message.Body, message.TraceParent);
        var death = new DeadLetterEvent.Died(
            clock.GetUtcNow(), message.MessageId, message.SequenceNumber, message.Reason ?? "unknown", message.Description ?? "",
            id.Replay, id.Tries, message.Deliveries, message.EnqueuedAt);
        return Keep(DeadLetterId.For(source, id.Message), content, death, stop);
    }

    /// <summary>
    /// Keeps what came from the poison queue of <see cref="Entities.Imports"/>. Such a message has no id but the queue's, so the batch that it
    /// names is its id. Keeping it twice is keeping it once.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="batch">What it names; null when it cannot be read.</param>
    /// <param name="stop">Stops waiting.</param>
    internal Task<DeadLetter> Keep(PoisonMessage message, ImportBatch? batch, CancellationToken stop)
    {
        var id = batch?.Id ?? message.QueueId;
        var content = new LetterContent(id, nameof(ImportBatch), null, Encoding.UTF8.GetBytes(message.Body), null);
        var death = new DeadLetterEvent.Died(
            clock.GetUtcNow(), batch is { Replay: > 0 } ? ReplayId.Of(id, batch.Replay) : id, 0,
            batch is null ? "malformed" : "tries_used_up",
            batch is null ? "The body is no import batch." : "The batch failed again and again: the log of ProcessImportBatch says how.",
            batch?.Replay ?? 0, 0, message.Deliveries, message.EnqueuedAt);
        return Keep(DeadLetterId.For(DeadLetterSource.Imports, id), content, death, stop);
    }

    /// <summary>Keeps an entry of an outbox that can never be sent. Keeping it twice is keeping it once.</summary>
    public Task<DeadLetter> Keep(OutboxEntry entry, string reason, CancellationToken stop)
    {
        var id = entry.Id is { Length: > 0 } given ? given : Digest(entry);
        var content = new LetterContent(id, entry.Subject, entry.OrderId, entry.Body, entry.TraceParent);
        var now = clock.GetUtcNow();
        var death = new DeadLetterEvent.Died(now, id, 0, "unsendable", reason, 0, 0, 0, entry.WrittenAt ?? now);
        return Keep(DeadLetterId.For(DeadLetterSource.Outbox, id), content, death, stop);
    }

    private async Task<DeadLetter> Keep(DeadLetterId id, LetterContent content, DeadLetterEvent.Died death, CancellationToken stop)
    {
        for (var race = 0; race < Handling.MaxRaces; race++)
        {
            var stored = await letters.Find(id, stop);
            if (stored is not null && stored.State.History.OfType<DeadLetterEvent.Died>().Any(known => IsSame(known, death)))
                return stored.State;

            var letter = stored?.State.With(death) ?? new DeadLetter(id, content, [death]);
            if (await letters.Save(letter, stored?.Version, stop))
            {
                Kept.Add(1, new("source", id.Source.Name), new("reason", death.Reason));
                return letter;
            }
        }

        throw new OutageException($"Others wrote the dead letter {id} first, again and again.");
    }

    private static bool IsSame(DeadLetterEvent.Died known, DeadLetterEvent.Died death) =>
        (known.MessageId, known.SequenceNumber) == (death.MessageId, death.SequenceNumber);

    // Derived, so that keeping it twice is keeping it once.
    private static string Digest(OutboxEntry entry) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{entry.Subject}\n{entry.OrderId}\n"), .. entry.Body.Span]));
}

/// <summary>A message as it was found on a dead-letter queue.</summary>
public sealed record DeadMessage(
    string MessageId,
    long SequenceNumber,
    string? Subject,
    string? OrderId,
    ReadOnlyMemory<byte> Body,
    string? TraceParent,
    string? Reason,
    string? Description,
    int Deliveries,
    DateTimeOffset EnqueuedAt);
