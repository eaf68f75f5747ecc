namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>Orders messages by the time at which they expire.</summary>
internal sealed class ByExpiry : IComparer<StoredMessage>
{
    public int Compare(StoredMessage? x, StoredMessage? y) => x!.ExpiresAt == y!.ExpiresAt
        ? x.Sequence.CompareTo(y.Sequence)
        : x.ExpiresAt.CompareTo(y.ExpiresAt);
}
