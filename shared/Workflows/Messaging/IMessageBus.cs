namespace Serverless.Workflows.Messaging;

/// <summary>The bus, for sending.</summary>
public interface IMessageBus
{
    /// <summary>
    /// Sends to one queue or topic. Returns when all are accepted, and throws when that is not certain: sending again is safe, because
    /// the ids stay the same.
    /// </summary>
    Task Send(string entity, IReadOnlyList<BusMessage> messages, CancellationToken stop);
}

/// <summary>
/// A message on its way. <paramref name="TraceParent"/> links it to the request that caused it (W3C Trace Context); nobody receives it before
/// <paramref name="NotBefore"/>, where there is one.
/// </summary>
public sealed record BusMessage(
    string Id, string? Subject, string? CorrelationId, ReadOnlyMemory<byte> Body, string? TraceParent = null, DateTimeOffset? NotBefore = null);
