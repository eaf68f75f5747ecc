using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Tests.Simulated;

internal sealed class MemoryDeadLetters : IDeadLetters
{
    public MemoryStore<DeadLetter> Store { get; } = new();

    public Task<Stored<DeadLetter>?> Find(DeadLetterId id, CancellationToken stop) => Task.FromResult(Store.Find(id.Value));

    public Task<bool> Save(DeadLetter letter, StoreVersion? expected, CancellationToken stop) =>
        Task.FromResult(Store.Save(letter.Id.Value, letter, expected, Array.Empty<OutgoingMessage>()));

    public Task<IReadOnlyList<DeadLetter>> List(DeadLetterFilter filter, int count, DeadLetterPosition? after, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<DeadLetter>>([.. Store.All
            .Where(letter => (filter.Source ?? letter.Id.Source.Name) == letter.Id.Source.Name)
            .Where(letter => (filter.Reason ?? letter.Death.Reason) == letter.Death.Reason)
            .Where(letter => filter.OrderId is null || filter.OrderId == letter.Content.OrderId)
            .Where(letter => (filter.State ?? letter.State) == letter.State)
            .Where(letter => !(letter.Death.At < filter.From) && !(letter.Death.At >= filter.To))
            .OrderByDescending(letter => letter.Death.At).ThenByDescending(letter => letter.Id.Value, StringComparer.Ordinal)
            .Where(letter => after is null || (letter.Death.At, string.CompareOrdinal(letter.Id.Value, after.Id.Value)).CompareTo((after.DiedAt, 0)) < 0)
            .Take(count)]);
}
