namespace Serverless.Workflows;

/// <summary>A state as it was read, and the store's version of it: a save that expects another one is refused.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
public sealed record Stored<T>(T State, StoreVersion Version) where T : class;

/// <summary>The store's own mark of a version (an ETag). Ours to hand back, not to interpret.</summary>
public readonly record struct StoreVersion(string Value);
