using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.DeadLetters;

/// <summary>Puts dead letters aside for good. They stay readable.</summary>
public sealed class DiscardingDeadLetters(IDeadLetters letters, TimeProvider clock)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 500;

    /// <summary>Discards one. The same decision again changes nothing; another one about what is decided is refused.</summary>
    /// <param name="id">The id, as it came.</param>
    /// <param name="request">Why.</param>
    /// <param name="expected">The versions, one of which it must have; null for any.</param>
    /// <param name="by">The operator.</param>
    /// <param name="stop">Stops waiting.</param>
    public async Task<DeadLetterResult> Discard(
        string id, DiscardRequest request, IReadOnlyCollection<long>? expected, string by, CancellationToken stop)
    {
        var reason = request.Reason?.Trim();
        if (reason is not { Length: > 0 and <= LongestReason })
            return new DeadLetterResult.Invalid([new InvalidField("/reason", "invalid_reason", $"Why, in 1 to {LongestReason} characters.")]);

        for (var race = 0; race < Handling.MaxRaces; race++)
        {
            if (!DeadLetterId.TryParse(id, out var known) || await letters.Find(known, stop) is not { State: var letter } stored)
                return new DeadLetterResult.NotFound();
            if (expected?.Contains(letter.Version) == false)
                return new DeadLetterResult.VersionMismatch();

            switch (letter.State)
            {
                case DeadLetterState.Replayed:
                    return new DeadLetterResult.Refused("dead_letter_replayed", "It was replayed: should that fail too, it will be open again.");
                case DeadLetterState.Discarded when letter.History.OfType<DeadLetterEvent.Discarded>().Last().Reason == reason:
                    return new DeadLetterResult.Done(DeadLetterView.Whole(letter));
                case DeadLetterState.Discarded:
                    return new DeadLetterResult.Refused("dead_letter_discarded", "It was discarded before, for another reason.");
            }

            var discarded = letter.With(new DeadLetterEvent.Discarded(clock.GetUtcNow(), reason, by));
            if (await letters.Save(discarded, stored.Version, stop))
                return new DeadLetterResult.Done(DeadLetterView.Whole(discarded));
        }

        throw new OutageException($"Others wrote the dead letter {id} first, again and again.");
    }
}

/// <summary>A request to discard, as it came.</summary>
public sealed record DiscardRequest(string? Reason);
