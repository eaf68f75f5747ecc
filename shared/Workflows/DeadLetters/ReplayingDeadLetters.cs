using System.Text;
using Serverless.Contracts;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.DeadLetters;

/// <summary>
/// Sends dead letters again. The number of a replay is written down before it is sent, and what was sent after it: a crash in between
/// leaves the letter open, and whoever replays it then sends the same message again, under the same id.
/// </summary>
public sealed class ReplayingDeadLetters(IDeadLetters letters, IMessageBus bus, TimeProvider clock)
{
    /// <summary>How many one request replays.</summary>
    public const int MostAtOnce = 500;

    private const int PageSize = 50;

    /// <summary>
    /// Replays one. One that was replayed and has not come back stays as it is. Throws when the bus or the store is out.
    /// </summary>
    /// <param name="id">The id, as it came.</param>
    /// <param name="expected">The versions, one of which it must have; null for any.</param>
    /// <param name="by">The operator.</param>
    /// <param name="stop">Stops waiting.</param>
    public async Task<DeadLetterResult> Replay(string id, IReadOnlyCollection<long>? expected, string by, CancellationToken stop)
    {
        var letter = DeadLetterId.TryParse(id, out var known) ? await letters.Find(known, stop) : null;
        for (var race = 0; race < Handling.MaxRaces; race++)
        {
            if (letter is null)
                return new DeadLetterResult.NotFound();
            if (expected?.Contains(letter.State.Version) == false)
                return new DeadLetterResult.VersionMismatch();
            if (letter.State.State == DeadLetterState.Replayed)
                return new DeadLetterResult.Done(DeadLetterView.Whole(letter.State));
            if (Refusal(letter.State) is { } refusal)
                return refusal;

            var asked = letter.State.ReplayIsPending
                ? letter.State
                : letter.State.With(new DeadLetterEvent.ReplayAsked(clock.GetUtcNow(), letter.State.Replays + 1, by));
            if (asked == letter.State || await letters.Save(asked, letter.Version, stop))
                return await Send(asked, stop);

            letter = await letters.Find(known!, stop);
        }

        throw new OutageException($"Others wrote the dead letter {id} first, again and again.");
    }

    /// <summary>
    /// Replays the open ones that match, newest first: one that dies meanwhile is newer than those that are left, and waits for another
    /// request.
    /// </summary>
    public async Task<ReplayAllResult> ReplayAll(DeadLetterQuery query, string by, CancellationToken stop)
    {
        var errors = new List<InvalidField>();
        var filter = query.Read(errors, "/");
        if (filter.State is not (null or DeadLetterState.Open))
            errors.Add(new InvalidField("/state", "not_open", "Only what is open can be replayed."));
        if (errors.Count > 0)
            return new ReplayAllResult.Invalid(errors);

        filter = filter with { State = DeadLetterState.Open };
        var (replayed, refused) = (0, 0);
        var batches = new List<string>();
        DeadLetterPosition? after = null;
        while (true)
        {
            var page = await letters.List(filter, PageSize, after, stop);
            foreach (var letter in page)
            {
                if (replayed == MostAtOnce)
                    return new ReplayAllResult.Done(new ReplayCounts(replayed, refused, More: true)) { ImportBatches = batches };
                if (await Replay(letter.Id.Value, null, by, stop) is not DeadLetterResult.Done done)
                {
                    refused++;
                    continue;
                }

                replayed++;
                if (done.ImportBatch is { } batch)
                    batches.Add(batch);
            }

            if (page.Count < PageSize)
                return new ReplayAllResult.Done(new ReplayCounts(replayed, refused, More: false)) { ImportBatches = batches };
            after = DeadLetterPosition.Of(page[^1]);
        }
    }

    /// <summary>Notes that a replay came off its queue: what is put on a storage queue is known to be there no earlier.</summary>
    internal Task<DeadLetter> Arrived(DeadLetterSource source, string messageId, int number, CancellationToken stop) =>
        NoteArrival(DeadLetterId.For(source, messageId), number, stop);

    private static DeadLetterResult.Refused? Refusal(DeadLetter letter) => letter switch
    {
        { State: DeadLetterState.Discarded } => new("dead_letter_discarded", "It was discarded: it cannot be replayed."),
        { Replays: >= DeadLetter.MaxReplays, ReplayIsPending: false } =>
            new("too_many_replays", $"It was replayed {DeadLetter.MaxReplays} times, and died each time."),
        _ when letter.Id.Source == DeadLetterSource.Imports && Batch(letter) is null => new("unsendable", "The body is no import batch."),
        _ when letter.Id.Source.Destination(letter.Content.Subject) is null =>
            new("unsendable", $"There is no message '{letter.Content.Subject}', and so no queue for it."),
        _ => null,
    };

    private async Task<DeadLetterResult> Send(DeadLetter letter, CancellationToken stop)
    {
        // Only the function can put it on a storage queue, when it returns. The letter stays open until the replay has arrived.
        if (letter.Id.Source == DeadLetterSource.Imports)
            return new DeadLetterResult.Done(DeadLetterView.Whole(letter)) { ImportBatch = Batch(letter)!.Write() };

        var (content, number) = (letter.Content, letter.Replays);
        var message = new BusMessage(
            ReplayId.Of(content.MessageId, number), content.Subject, content.OrderId, content.Body, content.TraceParent);
        await bus.Send(letter.Id.Source.Destination(content.Subject)!, [message], stop);

        return new DeadLetterResult.Done(DeadLetterView.Whole(await NoteArrival(letter.Id, number, stop)));
    }

    private async Task<DeadLetter> NoteArrival(DeadLetterId id, int number, CancellationToken stop)
    {
        for (var race = 0; race < Handling.MaxRaces; race++)
        {
            var stored = await letters.Find(id, stop) ?? throw new InvalidOperationException($"The dead letter {id} is gone.");
            // Somebody else may have sent it too, or it has died again.
            if (stored.State.Replays != number || !stored.State.ReplayIsPending)
                return stored.State;

            var sent = stored.State.With(new DeadLetterEvent.Replayed(clock.GetUtcNow(), number));
            if (await letters.Save(sent, stored.Version, stop))
                return sent;
        }

        throw new OutageException($"Others wrote the dead letter {id} first, again and again.");
    }

    private static ImportBatch? Batch(DeadLetter letter) =>
        ImportBatch.TryRead(Encoding.UTF8.GetString(letter.Content.Body.Span)) is { } batch ? batch with { Replay = letter.Replays } : null;
}
