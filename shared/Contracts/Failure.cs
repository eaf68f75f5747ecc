namespace Serverless.Contracts;

/// <summary>Why a payment or refund failed: a code, the bank's decline code where there is one, and a sentence for people.</summary>
public sealed record Failure(string Code, string Message, string? DeclineCode = null);
