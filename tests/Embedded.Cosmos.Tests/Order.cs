using System.Text.Json.Serialization;

namespace Serverless.Embedded.Cosmos.Tests;

internal sealed record Order(string Id, string Customer, int Total = 0, string? Status = null)
{
    [JsonPropertyName("_etag"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ETag { get; init; }

    [JsonPropertyName("ttl"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TimeToLive { get; init; }
}
