namespace Serverless.Workflows.Messaging;

/// <summary>A message as it was received.</summary>
public sealed record Delivery(string MessageId, string? Subject, ReadOnlyMemory<byte> Body);
