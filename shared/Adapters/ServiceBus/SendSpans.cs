using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Serverless.Workflows.Messaging;

namespace Serverless.Adapters.ServiceBus;

/// <summary>
/// A span for each message that is sent, in the trace of what caused it: messages of many traces go out together. The Service Bus SDK makes
/// none for a message that carries a trace already. Without a listener a message carries its cause's trace as it is.
/// </summary>
internal sealed class SendSpans : IDisposable
{
    private static readonly ActivitySource Source = new("Serverless.ServiceBus");

    private readonly IReadOnlyList<BusMessage> _messages;
    private readonly Activity?[]? _spans;

    public SendSpans(string entity, IReadOnlyList<BusMessage> messages)
    {
        _messages = messages;
        if (Source.HasListeners())
        {
            var current = Activity.Current;
            _spans = [.. messages.Select(message => Begin(entity, message, current))];
            Activity.Current = current;
        }
    }

    /// <summary>The trace that a message carries (W3C Trace Context).</summary>
    public string? Of(int message) => _spans?[message]?.Id ?? _messages[message].TraceParent ?? Activity.Current?.Id;

    /// <summary>Notes that not all was sent. Always true, to be asked in a filter.</summary>
    public bool Fail(ServiceBusException failure)
    {
        foreach (var span in _spans ?? [])
        {
            span?.SetTag("error.type", failure.Reason.ToString()).SetStatus(ActivityStatusCode.Error);
        }
        return true;
    }

    public void Dispose()
    {
        foreach (var span in _spans ?? [])
        {
            span?.Dispose();
        }
    }

    private static Activity? Begin(string entity, BusMessage message, Activity? current)
    {
        // A message without a known cause is sent by what is going on.
        Activity.Current = current;
        ActivityContext.TryParse(message.TraceParent, null, out var cause);
        return Source.StartActivity($"send {entity}", ActivityKind.Producer, cause)?
            .SetTag("messaging.system", "servicebus")
            .SetTag("messaging.operation.type", "send")
            .SetTag("messaging.destination.name", entity)
            .SetTag("messaging.message.id", message.Id);
    }
}
