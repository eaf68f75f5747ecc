namespace Serverless.Contracts;

/// <summary>A message that will never be understood. The message of the exception says why, without quoting the body.</summary>
public sealed class MalformedMessageException(string reason, Exception? inner = null) : Exception(reason, inner);
