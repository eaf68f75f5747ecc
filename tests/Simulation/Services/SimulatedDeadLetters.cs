using System.Globalization;
using Serverless.Workflows;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Simulation.Services;

/// <summary>What relays could never send.</summary>
internal sealed class SimulatedDeadLetters : IDeadLetters
{
    private readonly Dictionary<DeadLetterId, DeadLetter> kept = [];

    public Task<Stored<DeadLetter>?> Find(DeadLetterId id, CancellationToken stop) =>
        Task.FromResult(kept.TryGetValue(id, out var letter) ? new Stored<DeadLetter>(letter, Mark(letter)) : null);

    public Task<bool> Save(DeadLetter letter, StoreVersion? expected, CancellationToken stop)
    {
        var isNext = expected == (kept.TryGetValue(letter.Id, out var stored) ? Mark(stored) : (StoreVersion?)null);
        if (isNext)
            kept[letter.Id] = letter;
        return Task.FromResult(isNext);
    }

    public Task<IReadOnlyList<DeadLetter>> List(DeadLetterFilter filter, int count, DeadLetterPosition? after, CancellationToken stop) =>
        throw new NotSupportedException("Nobody lists dead letters here.");

    private static StoreVersion Mark(DeadLetter letter) => new(letter.Version.ToString(CultureInfo.InvariantCulture));
}
