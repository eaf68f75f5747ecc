using Serverless.Embedded.Cosmos.Resources;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>Neighbouring partitions, as the texts that the table holds; both ends are included.</summary>
internal readonly record struct PartitionRange(string From, string To)
{
    // Above every hexadecimal digit, so after everything that goes on from the same beginning.
    private const char AfterDigits = 'G';

    private const string AfterAll = "FF";

    public bool IsOne => From == To;

    public static PartitionRange One(PartitionKey key) => new(key.Text, key.Text);

    /// <summary>The partition with these values, or those that begin with them; null when that cannot be told.</summary>
    public static PartitionRange? Of(IReadOnlyList<string> levels, PartitionKeyDefinition definition)
    {
        if (levels.Count == 0 || levels.Count > definition.Paths.Count)
        {
            return null;
        }
        if (!definition.IsHierarchical)
        {
            return new(levels[0], levels[0]);
        }
        if (levels.Count == definition.Paths.Count)
        {
            return One(PartitionKey.Of(levels));
        }
        var first = PartitionKey.Effective(levels);
        return new(first, first + AfterDigits);
    }

    /// <summary>Reads which partitions a request is about: those of a key, of a key's first values, or of a range; null: all.</summary>
    /// <exception cref="Refusal">It cannot be read, or the container has no such ranges.</exception>
    public static PartitionRange? Parse(WireRequest request, Container container)
    {
        var definition = container.Definition.PartitionKey;
        if (request.Header("x-ms-documentdb-partitionkey") is { } header)
        {
            return Of(PartitionKey.Levels(header), definition)
                ?? throw Refusal.BadRequest($"The partition key {header} has more values than the container's ({definition}).");
        }
        var (from, to) = (request.Header("x-ms-start-epk") ?? "", request.Header("x-ms-end-epk") ?? AfterAll);
        return (from, to) is ("", AfterAll) ? null
            : definition.IsHierarchical ? new(from, to)
            : throw Refusal.NotImplemented("A part of a container with a key of one level is not supported: name a partition key, or none.");
    }

    /// <summary>What is in both; where <see cref="From"/> is after <see cref="To"/>, that is nothing.</summary>
    public PartitionRange And(PartitionRange? other) => other is not { } range ? this
        : new(string.CompareOrdinal(From, range.From) > 0 ? From : range.From, string.CompareOrdinal(To, range.To) < 0 ? To : range.To);
}
