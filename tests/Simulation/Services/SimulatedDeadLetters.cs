using Serverless.Workflows;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Simulation.Services;

/// <summary>Where dead letters are kept.</summary>
internal sealed class SimulatedDeadLetters(SimulatedContainer<DeadLetter> container) : IDeadLetters
{
    public Task<Stored<DeadLetter>?> Find(DeadLetterId id, CancellationToken stop) => container.Find(id.Value);

    public async Task<bool> Save(DeadLetter letter, StoreVersion? expected, CancellationToken stop) =>
        await container.Save(letter.Id.Value, letter, expected, []) is not null;

    public async Task<IReadOnlyList<DeadLetter>> List(DeadLetterFilter filter, int count, DeadLetterPosition? after, CancellationToken stop) =>
    [
        .. (await container.Query(letter => (filter.State is null || letter.State == filter.State) && (filter.To is null || letter.Death.At < filter.To)))
            .OrderByDescending(letter => letter.Death.At).ThenByDescending(letter => letter.Id.Value, StringComparer.Ordinal)
            .Where(letter => after is null || IsAfter(DeadLetterPosition.Of(letter), after))
            .Take(count),
    ];

    private static bool IsAfter(DeadLetterPosition position, DeadLetterPosition after) => position.DiedAt == after.DiedAt
        ? string.CompareOrdinal(position.Id.Value, after.Id.Value) < 0
        : position.DiedAt < after.DiedAt;
}
