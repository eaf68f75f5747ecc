namespace Serverless.Embedded.Redis;

/// <summary>What the server answers to one command.</summary>
internal abstract record RedisReply
{
    private RedisReply() { }

    /// <summary>A word like <c>OK</c>.</summary>
    public sealed record Status(string Text) : RedisReply;

    /// <summary>A refusal; it begins with a code like <c>WRONGTYPE</c>.</summary>
    public sealed record Error(string Text) : RedisReply;

    public sealed record Number(long Value) : RedisReply;

    /// <summary>Bytes, or null for what does not exist.</summary>
    public sealed record Bulk(byte[]? Value) : RedisReply;

    public sealed record List(IReadOnlyList<RedisReply> Items) : RedisReply;
}
