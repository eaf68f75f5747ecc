using System.Text.Json.Serialization;

namespace Serverless.Embedded.ServiceBus.Resources;

/// <summary>A topic, with the settings and defaults that Bicep has for it. Durations are ISO 8601.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TopicResource
{
    public required string Name { get; set; }

    [JsonConverter(typeof(IsoDuration))]
    public TimeSpan DefaultMessageTimeToLive { get; set; } = TimeSpan.MaxValue;

    public bool RequiresDuplicateDetection { get; set; }

    /// <summary>20 seconds to 7 days.</summary>
    [JsonConverter(typeof(IsoDuration))]
    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; set; } = TimeSpan.FromMinutes(10);

    public IReadOnlyList<SubscriptionResource> Subscriptions { get; set; } = [];
}
