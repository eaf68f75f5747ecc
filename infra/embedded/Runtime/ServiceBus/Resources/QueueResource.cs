using System.Text.Json.Serialization;

namespace Serverless.Embedded.ServiceBus.Resources;

/// <summary>A queue, with the settings and defaults that Bicep has for it. Durations are ISO 8601.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record QueueResource
{
    public required string Name { get; set; }

    /// <summary>Deliveries before a message is dead-lettered, 1 to 2000.</summary>
    public int MaxDeliveryCount { get; set; } = 10;

    /// <summary>Up to five minutes.</summary>
    [JsonConverter(typeof(IsoDuration))]
    public TimeSpan LockDuration { get; set; } = TimeSpan.FromMinutes(1);

    [JsonConverter(typeof(IsoDuration))]
    public TimeSpan DefaultMessageTimeToLive { get; set; } = TimeSpan.MaxValue;

    public bool DeadLetteringOnMessageExpiration { get; set; }

    public bool RequiresDuplicateDetection { get; set; }

    /// <summary>20 seconds to 7 days.</summary>
    [JsonConverter(typeof(IsoDuration))]
    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Must stay false: there are no sessions here.</summary>
    public bool RequiresSession { get; set; }
}
