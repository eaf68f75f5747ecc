using Serverless.Workflows.Messaging;

namespace Serverless.Workflows;

/// <summary>A state as it was read, and the store's version of it: a save that expects another one is refused.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public sealed record Stored<T>(T State, StoreVersion Version) where T : class;

/// <summary>The store's own mark of a version (an ETag). Ours to hand back, not to interpret.</summary>
public readonly record struct StoreVersion(string Value)
{
    /// <summary>The messages that this version holds, which the next one takes over. Null when there are none, or none are kept.</summary>
    public IReadOnlyList<OutboxEntry>? Outbox { get; init; }

    /// <summary>Versions are the same when their marks are.</summary>
    public bool Equals(StoreVersion other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);
}
