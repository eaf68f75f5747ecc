namespace Serverless.Workflows.Messaging;

/// <summary>A message as it was received.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="Subject">The name of its type.</param>
/// <param name="Body">Its body.</param>
/// <param name="TraceParent">Where its sender's trace stood (W3C Trace Context), so that it goes on.</param>
public sealed record Delivery(string MessageId, string? Subject, ReadOnlyMemory<byte> Body, string? TraceParent = null);
