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
        return new DeadLetterFilter(Source, Reason, OrderId, state, Instant.Read(From, root + "from", errors), Instant.Read(To, root + "to", errors));
    }
}
