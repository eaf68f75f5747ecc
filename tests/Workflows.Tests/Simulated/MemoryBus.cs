using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Tests.Simulated;

/// <summary>Queues and topics in one list; what was sent is delivered when it is due.</summary>
internal sealed class MemoryBus : IMessageBus
{
    private readonly List<(DateTimeOffset Due, string Entity, BusMessage Message)> waiting = [];

    public List<(string Entity, BusMessage Message)> Sent { get; } = [];

    public bool IsDown { get; set; }

    /// <summary>Happens right after a message was sent, before the sender goes on.</summary>
    public Action<BusMessage>? OnSend { get; set; }

    /// <summary>When the next message is due, or null when none waits.</summary>
    public DateTimeOffset? NextDue => waiting.Count == 0 ? null : waiting.Min(each => each.Due);

    public Task Send(string entity, IReadOnlyList<BusMessage> messages, CancellationToken stop)
    {
        if (IsDown)
            throw new OutageException("The bus is down.");
        foreach (var message in messages)
        {
            Sent.Add((entity, message));
            Schedule(DateTimeOffset.MinValue, entity, message);
            OnSend?.Invoke(message);
        }

        return Task.CompletedTask;
    }

    public void Schedule(DateTimeOffset due, string entity, BusMessage message) => waiting.Add((due, entity, message));

    public IReadOnlyList<(string Entity, BusMessage Message)> TakeDue(DateTimeOffset now)
    {
        var due = waiting.Where(each => each.Due <= now).ToList();
        waiting.RemoveAll(due.Contains);
        return [.. due.Select(each => (each.Entity, each.Message))];
    }
}
