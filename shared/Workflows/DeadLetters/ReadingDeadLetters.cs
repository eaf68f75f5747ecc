
namespace Serverless.Workflows.DeadLetters;

/// <summary>Reads dead letters for operators.</summary>
public sealed class ReadingDeadLetters(IDeadLetters letters)
{
    /// <summary>Reads one, whole. Null when there is none, and when the id is none.</summary>
    public async Task<DeadLetterView?> Get(string id, CancellationToken stop) =>
        DeadLetterId.TryParse(id, out var known) && await letters.Find(known, stop) is { State: var letter } ? DeadLetterView.Whole(letter) : null;

    /// <summary>Those that match, by their last death, newest first, without body and history.</summary>
    public async Task<Listing<DeadLetterView>> List(DeadLetterQuery query, PageRequest page, CancellationToken stop)
    {
        var errors = new List<InvalidField>();
        var filter = query.Read(errors, "");
        return errors.Count > 0
            ? new Listing<DeadLetterView>.Invalid(errors)
            : await page.Read(
                ParsePosition,
                async (int count, DeadLetterPosition? after) => await letters.List(filter, count, after, stop),
                letter => Cursor.Write(letter.Death.At, letter.Id.Value),
                DeadLetterView.Of,
                FilterPrint.Of(filter.Source, filter.Reason, filter.OrderId, filter.State, filter.From, filter.To));
    }

    private static DeadLetterPosition? ParsePosition(string cursor) =>
        Cursor.ReadPlace(cursor) is var (diedAt, id) && DeadLetterId.TryParse(id, out var known) ? new DeadLetterPosition(diedAt, known) : null;
}
