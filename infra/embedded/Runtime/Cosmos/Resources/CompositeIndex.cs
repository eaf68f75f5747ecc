using System.Text.Json.Nodes;

namespace Serverless.Embedded.Cosmos.Resources;

/// <summary>
/// A composite index of a container's indexing policy. It holds the documents that have a value at each of its paths, by
/// partition, in the order of those values: a query that filters and orders by them reads only what it gives out.
/// </summary>
/// <param name="Number">Its place in the policy.</param>
/// <param name="Paths">What it is ordered by.</param>
/// <param name="Descending">For each path.</param>
internal sealed record CompositeIndex(int Number, IReadOnlyList<PropertyPath> Paths, IReadOnlyList<bool> Descending)
{
    /// <summary>Reads <c>compositeIndexes</c> of an indexing policy; none when it has none.</summary>
    public static CompositeIndex[] Parse(JsonNode? indexingPolicy) =>
    [
        .. (indexingPolicy?["compositeIndexes"]?.AsArray() ?? []).Select((index, number) => new CompositeIndex(
            number,
            [.. index!.AsArray().Select(path => PropertyPath.Parse((string)path!["path"]!))],
            [.. index!.AsArray().Select(path => (string?)path!["order"] == "descending")])),
    ];
}
