using System.Globalization;

namespace Serverless.Workflows.DeadLetters;

/// <summary>Which dead letters are wanted, as it stood in a query string or a body. Everything may be missing or wrong.</summary>
/// <param name="Source">The name of a source.</param>
/// <param name="Reason">The reason of the last death.</param>
/// <param name="OrderId">The order.</param>
/// <param name="State">open, replayed or discarded.</param>
/// <param name="From">The earliest last death: an instant of ISO 8601, or a day, which begins at midnight UTC.</param>
/// <param name="To">The end: deaths before it.</param>
public sealed record DeadLetterQuery(
    string? Source = null, string? Reason = null, string? OrderId = null, string? State = null, string? From = null, string? To = null)
{
    private static readonly string[] InstantsAndDays =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>Reads the filter, and adds to the errors what is wrong. <paramref name="root"/> stands before each field's name.</summary>
    internal DeadLetterFilter Read(List<InvalidField> errors, string root)
    {
        DeadLetterState? state = State switch
        {
            "open" => DeadLetterState.Open,
            "replayed" => DeadLetterState.Replayed,
            "discarded" => DeadLetterState.Discarded,
            _ => null,
        };
        if (State is not null && state is null)
            errors.Add(new InvalidField(root + "state", "unknown_state", "open, replayed or discarded."));
        if (Source is not null && !DeadLetterSource.All.Any(source => source.Name == Source))
            errors.Add(new InvalidField(root + "source", "unknown_source", $"One of {string.Join(", ", DeadLetterSource.All.Select(source => source.Name))}."));
        return new DeadLetterFilter(Source, Reason, OrderId, state, Instant(From, root + "from", errors), Instant(To, root + "to", errors));
    }

    private static DateTimeOffset? Instant(string? text, string pointer, List<InvalidField> errors)
    {
        if (text is null)
            return null;
        if (DateTimeOffset.TryParseExact(text, InstantsAndDays, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return instant;

        errors.Add(new InvalidField(pointer, "invalid_time", "An instant like 2026-03-01T12:00:00Z, or a day like 2026-03-01."));
        return null;
    }
}
