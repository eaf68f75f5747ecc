using System.Collections.ObjectModel;

namespace Serverless.Embedded.ServiceBus;

/// <summary>What a message carries from its sender to its receivers. Never changes once made, so copies of a message share it.</summary>
internal sealed record MessageData
{
    public static readonly IReadOnlyDictionary<string, object?> NoProperties = ReadOnlyDictionary<string, object?>.Empty;

    public ReadOnlyMemory<byte> Body { get; init; }
    public string? MessageId { get; init; }
    public string? PartitionKey { get; init; }
    public string? TransactionPartitionKey { get; init; }
    public string? SessionId { get; init; }
    public string? ReplyToSessionId { get; init; }
    public string? CorrelationId { get; init; }
    public string? Subject { get; init; }
    public string? To { get; init; }
    public string? ReplyTo { get; init; }
    public string? ContentType { get; init; }

    /// <summary>As the sender set it; <see cref="TimeSpan.MaxValue"/> when the message never expires. The entity may shorten it.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.MaxValue;

    /// <summary>The default value when the message was not scheduled.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; init; }

    /// <summary>The path of the entity that the message was dead-lettered from.</summary>
    public string? DeadLetterSource { get; init; }

    public IReadOnlyDictionary<string, object?> Properties { get; init; } = NoProperties;
}
