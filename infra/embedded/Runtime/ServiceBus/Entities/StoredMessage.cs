using Serverless.Embedded.ServiceBus.Storage;

namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>What is kept in memory of a message that waits in a backlog.</summary>
internal sealed class StoredMessage
{
    public required long Key { get; init; }
    public required long Sequence { get; init; }
    public required long EnqueuedSequence { get; init; }

    /// <summary>UTC ticks.</summary>
    public required long EnqueuedAt { get; init; }

    /// <summary>UTC ticks; <see cref="long.MaxValue"/> when it never expires.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>Bytes of its data.</summary>
    public required int Size { get; set; }

    /// <summary>How often it was delivered and not settled, the delivery that is under way included.</summary>
    public int Deliveries { get; set; }

    public Phase Phase { get; set; }

    /// <summary>Null when it is only on disk, as most of a long backlog is.</summary>
    public MessageData? Data { get; set; }

    public bool Expires => ExpiresAt != long.MaxValue;

    public MessageRow Row(RowState state) => new(Key, state, Deliveries, EnqueuedAt, ExpiresAt, EnqueuedSequence, Size);

    public static StoredMessage From(MessageRow row) => new()
    {
        Key = row.Key,
        Sequence = MessageKey.Sequence(row.Key),
        EnqueuedSequence = row.EnqueuedSequence,
        EnqueuedAt = row.EnqueuedAt,
        ExpiresAt = row.DueAt,
        Size = row.Size,
        Deliveries = row.Deliveries,
    };
}

/// <summary>Where a message stands in memory.</summary>
internal enum Phase
{
    Available,
    Locked,

    /// <summary>It has been settled, or moved, and that is on its way to the disk.</summary>
    Settling,

    Deferred,
}
