using System.Text.Json.Nodes;

namespace Serverless.Embedded.Cosmos.Resources;

/// <summary>A container's settings: the JSON that a client sent, and what the endpoint acts on.</summary>
internal sealed class ContainerDefinition
{
    private readonly PropertyPath[][] _uniqueKeys;

    private ContainerDefinition(JsonObject json, PartitionKeyDefinition partitionKey, int? timeToLive, PropertyPath[][] uniqueKeys)
    {
        Json = json;
        PartitionKey = partitionKey;
        DefaultTimeToLive = timeToLive;
        _uniqueKeys = uniqueKeys;
        CompositeIndexes = CompositeIndex.Parse(json["indexingPolicy"]);
        UniquePaths = [.. uniqueKeys.SelectMany(key => key)];
    }

    public JsonObject Json { get; }
    public PartitionKeyDefinition PartitionKey { get; }

    /// <summary>In seconds; -1: documents expire only when they say so; null: nothing ever expires.</summary>
    public int? DefaultTimeToLive { get; }

    public IReadOnlyList<CompositeIndex> CompositeIndexes { get; }

    /// <summary>The paths of all unique keys, one after the other.</summary>
    public IReadOnlyList<PropertyPath> UniquePaths { get; }

    /// <summary>One text per unique key, made from the values at <see cref="UniquePaths"/>; a missing value counts as null.</summary>
    public IReadOnlyList<string> UniqueValues(string?[]? values)
    {
        if (_uniqueKeys.Length == 0)
        {
            return [];
        }
        var at = 0;
        return [.. _uniqueKeys.Select((key, number) => $"{number}:{string.Join('\u001f', key.Select(_ => values?[at++] ?? "null"))}")];
    }

    /// <exception cref="Refusal">It is wrong, or asks for what the endpoint lacks.</exception>
    public static ContainerDefinition Parse(JsonObject json)
    {
        try
        {
            var uniqueKeys = json["uniqueKeyPolicy"]?["uniqueKeys"]?.AsArray()
                .Select(key => key!["paths"]!.AsArray().Select(path => PropertyPath.Parse((string)path!)).ToArray());
            Name.Check((string?)json["id"]);
            return new(Complete(json), PartitionKeyDefinition.Parse(json["partitionKey"]), TimeToLive(json), [.. uniqueKeys ?? []]);
        }
        catch (Exception failure) when (failure is InvalidOperationException or NullReferenceException or FormatException)
        {
            throw Refusal.BadRequest($"The container's definition cannot be read: {failure.Message}");
        }
    }

    private static int? TimeToLive(JsonObject json) => (int?)json["defaultTtl"] switch
    {
        0 or < -1 => throw Refusal.BadRequest("defaultTtl must be -1 or at least 1 second."),
        var seconds => seconds,
    };

    private static JsonObject Complete(JsonObject json)
    {
        var complete = json.DeepClone().AsObject();
        complete["indexingPolicy"] ??= JsonNode.Parse(
            """{"indexingMode":"consistent","automatic":true,"includedPaths":[{"path":"/*"}],"excludedPaths":[{"path":"/\"_etag\"/?"}]}""");
        complete["partitionKey"]!["kind"] ??= "Hash";
        complete["partitionKey"]!["version"] ??= 2;
        complete["conflictResolutionPolicy"] ??= JsonNode.Parse(
            """{"mode":"LastWriterWins","conflictResolutionPath":"/_ts","conflictResolutionProcedure":""}""");
        return complete;
    }
}
