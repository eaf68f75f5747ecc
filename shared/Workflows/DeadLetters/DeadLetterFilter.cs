namespace Serverless.Workflows.DeadLetters;

/// <summary>Which dead letters are wanted: all that fit every field that is given.</summary>
/// <param name="Source">The name of its source.</param>
/// <param name="Reason">The reason of its last death.</param>
/// <param name="OrderId">The order that it is about.</param>
/// <param name="State">Where it stands.</param>
/// <param name="From">Its last death was then or later.</param>
/// <param name="To">Its last death was before.</param>
public sealed record DeadLetterFilter(
    string? Source = null,
    string? Reason = null,
    string? OrderId = null,
    DeadLetterState? State = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null);

/// <summary>Where a dead letter stands in the list: by its last death, then by its id.</summary>
public sealed record DeadLetterPosition(DateTimeOffset DiedAt, DeadLetterId Id)
{
    /// <summary>The position of a letter.</summary>
    public static DeadLetterPosition Of(DeadLetter letter) => new(letter.Death.At, letter.Id);
}
