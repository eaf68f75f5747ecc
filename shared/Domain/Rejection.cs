namespace Serverless.Domain;

/// <summary>Why a command was refused: a stable code, and a sentence for people.</summary>
public sealed record Rejection(string Code, string Reason)
{
    /// <summary>True when the same command may be accepted later, without anybody changing it.</summary>
    public bool IsTemporary { get; init; }
}
