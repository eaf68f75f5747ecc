using System.Text.Json.Nodes;

namespace Serverless.Embedded.Cosmos.Resources;

/// <summary>Where the values of a container's partition key stand in its documents.</summary>
/// <param name="Paths">One; of a hierarchical key, at most three, the outermost level first.</param>
/// <param name="IsHierarchical">A key of several levels: queries may name the first of them alone.</param>
internal sealed record PartitionKeyDefinition(IReadOnlyList<PropertyPath> Paths, bool IsHierarchical)
{
    /// <summary>The kind of a hierarchical key.</summary>
    public const string MultiHash = nameof(MultiHash);

    private const int MostLevels = 3;

    /// <exception cref="Refusal">It names no paths, too many, or one twice.</exception>
    public static PartitionKeyDefinition Parse(JsonNode? json)
    {
        var paths = json?["paths"]?.AsArray().Select(path => PropertyPath.Parse((string)path!)).ToArray()
            ?? throw Refusal.BadRequest("A container needs a partition key.");
        var hierarchical = (string?)json["kind"] == MultiHash;
        if (paths.Length == 0 || paths.Length > (hierarchical ? MostLevels : 1))
        {
            throw Refusal.BadRequest(
                $"A partition key has one path, a hierarchical one (kind {MultiHash}) at most {MostLevels}; this one has {paths.Length}.");
        }
        return paths.DistinctBy(path => path.Text).Count() == paths.Length ? new(paths, hierarchical)
            : throw Refusal.BadRequest("A partition key names one path twice.");
    }

    public override string ToString() => string.Join(", ", Paths.Select(path => path.Text));
}
