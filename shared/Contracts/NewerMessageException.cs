namespace Serverless.Contracts;

/// <summary>
/// A message whose schema is newer than this code: written by a release that is being rolled out, and soon read by it.
/// </summary>
public sealed class NewerMessageException(string reason) : Exception(reason);
