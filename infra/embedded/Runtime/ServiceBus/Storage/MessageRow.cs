namespace Serverless.Embedded.ServiceBus.Storage;

/// <summary>Whether a stored message can be received. The numbers are stored. Locks are not: they live in memory.</summary>
internal enum RowState
{
    Active = 0,
    Deferred = 1,
    Scheduled = 2,
}

/// <summary>A stored message without its data.</summary>
/// <param name="Key">See <see cref="MessageKey"/>.</param>
/// <param name="State">Whether it can be received.</param>
/// <param name="Deliveries">How often it was delivered without being settled.</param>
/// <param name="EnqueuedAt">UTC ticks.</param>
/// <param name="DueAt">UTC ticks at which it expires, or is enqueued when it is scheduled.</param>
/// <param name="EnqueuedSequence">The sequence number that its queue or topic gave it first.</param>
/// <param name="Size">Bytes of its data.</param>
internal readonly record struct MessageRow(long Key, RowState State, int Deliveries, long EnqueuedAt, long DueAt, long EnqueuedSequence, int Size);
