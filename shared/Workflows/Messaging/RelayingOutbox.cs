using System.Text;
using System.Text.Json;
using Serverless.Contracts;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Workflows.Messaging;

/// <summary>Sends what stores wrote to their outboxes.</summary>
public sealed class RelayingOutbox(IMessageBus bus, KeepingDeadLetters deadLetters)
{
    /// <summary>The largest body, in bytes: the bus takes 256 KB with all properties, of which it grants headers 64 KB.</summary>
    public const int MaxBody = 192 * 1024;

    /// <summary>
    /// Sends the outbox documents among these changes, each to where its message belongs. One that can never be sent is kept as a dead
    /// letter, and the others go on. Throws when the bus is down: then the whole batch comes again, and ids stay the same.
    /// </summary>
    public async Task Relay(IReadOnlyList<OutboxDocument> changes, CancellationToken stop)
    {
        var sendable = new List<(string Entity, BusMessage Message)>(changes.Count);
        foreach (var document in changes.Where(change => change.Type == OutboxDocument.OutboxType))
        {
            if (Refusal(document) is { } reason)
                await deadLetters.Keep(document, reason, stop);
            else
                sendable.Add((Messages.Find(document.Subject)!.Entity, ToMessage(document)));
        }

        foreach (var entity in sendable.GroupBy(each => each.Entity, each => each.Message))
            await bus.Send(entity.Key, [.. entity], stop);
    }

    private static string? Refusal(OutboxDocument document) => document switch
    {
        { Id: null or "" } => "It has no id.",
        { OrderId: null or "" } => "It has no order.",
        { Subject: var subject } when Messages.Find(subject) is null => $"There is no message '{subject}'.",
        { Body.ValueKind: not JsonValueKind.Object } => "Its body is not an object.",
        { Body: var body } when Encoding.UTF8.GetByteCount(body.GetRawText()) > MaxBody => $"Its body is over {MaxBody} bytes.",
        _ => null,
    };

    private static BusMessage ToMessage(OutboxDocument document) => new(
        document.Id!, document.Subject!, document.OrderId!, Encoding.UTF8.GetBytes(document.Body.GetRawText()), document.TraceParent);
}
