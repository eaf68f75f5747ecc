using System.Text;
using Microsoft.Azure.Cosmos;
using Serverless.Adapters.Cosmos;
using Serverless.Workflows;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Adapters.DeadLetters;

/// <summary>Dead letters in Cosmos DB: the container <c>dead-letters</c>, a partition for each source.</summary>
internal sealed class DeadLetterStore(Container container) : IDeadLetters
{
    private readonly AggregateContainer<DeadLetterDocument> _letters = new(container, CosmosJson.Default.DeadLetterDocument);

    public async Task<Stored<DeadLetter>?> Find(DeadLetterId id, CancellationToken stop) =>
        await _letters.Find(id.Value, Partition(id.Source.Name), stop) is { } found
            ? new Stored<DeadLetter>(found.Document.ToDomain(), found.Version)
            : null;

    public async Task<bool> Save(DeadLetter letter, StoreVersion? expected, CancellationToken stop) =>
        await _letters.Save(letter.Id.Value, Partition(letter.Id.Source.Name), letter.ToDocument(), expected, stop) is not null;

    public async Task<IReadOnlyList<DeadLetter>> List(DeadLetterFilter filter, int count, DeadLetterPosition? after, CancellationToken stop)
    {
        var options = new QueryRequestOptions
        {
            PartitionKey = filter.Source is { } source ? Partition(source) : null,
            MaxItemCount = count,
        };
        var letters = new List<DeadLetter>(count);
        await foreach (var document in container.Read(Query(filter, after), options, CosmosJson.Default.PageDeadLetterDocument, stop))
        {
            letters.Add(document.ToDomain());
            if (letters.Count == count)
            {
                break;
            }
        }
        return letters;
    }

    private static QueryDefinition Query(DeadLetterFilter filter, DeadLetterPosition? after)
    {
        var text = new StringBuilder("SELECT * FROM c WHERE c.position < @before AND c.position < @to AND c.position >= @from");
        var parameters = new List<(string Name, object Value)>
        {
            ("@before", after is null ? ListPosition.End : DeadLetterMapping.Position(after)),
            ("@to", filter.To is { } to ? ListPosition.Of(to) : ListPosition.End),
            ("@from", filter.From is { } from ? ListPosition.Of(from) : ""),
        };
        Where("reason", filter.Reason);
        Where("orderId", filter.OrderId);
        Where("state", filter.State is { } state ? state.ToString().ToLowerInvariant() : null);
        text.Append(" ORDER BY c.position DESC");
        return parameters.Aggregate(new QueryDefinition(text.ToString()), (query, each) => query.WithParameter(each.Name, each.Value));

        void Where(string field, string? value)
        {
            if (value is not null)
            {
                text.Append($" AND c.{field} = @{field}");
                parameters.Add(($"@{field}", value));
            }
        }
    }

    private static PartitionKey Partition(string source) => new(source);
}
