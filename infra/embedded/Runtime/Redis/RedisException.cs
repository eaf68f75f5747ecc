namespace Serverless.Embedded.Redis;

/// <summary>The server could not be reached, did not answer in time, or refused.</summary>
internal sealed class RedisException(string message, Exception? inner = null) : Exception(message, inner);
