using System.Diagnostics.Metrics;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Workflows.Messaging;

namespace Serverless.Functions.Messaging;

/// <summary>Does with a received message what was decided.</summary>
public sealed partial class Settle(IMessageBus bus, ILogger<Settle> log)
{
    private static readonly Meter Meter = new("Serverless.Messaging");

    private static readonly Counter<long> Settled =
        Meter.CreateCounter<long>("messages.settled", "{message}", "Messages that were handled, by what was done with them.");

    /// <summary>Settles the message, which came from <paramref name="entity"/>: that is also where a copy for later goes.</summary>
    public async Task As(
        Settlement settlement, ServiceBusReceivedMessage message, string entity, ServiceBusMessageActions actions, CancellationToken stop)
    {
        switch (settlement)
        {
            case Settlement.RetryLater later:
                // First the copy, then the end of the original: a crash between the two is a duplicate, and harmless.
                MessageRetried(log, entity, message.MessageId, later.At, later.Reason, later.Cause);
                await bus.Send(entity, [message.ToCopy(later.CopyId, later.At)], stop);
                await actions.CompleteMessageAsync(message, stop);
                break;
            case Settlement.DeadLetter dead:
                MessageDeadLettered(log, entity, message.MessageId, dead.Reason, dead.Cause);
                await actions.DeadLetterMessageAsync(
                    message, deadLetterReason: dead.Reason, deadLetterErrorDescription: dead.Description, cancellationToken: stop);
                break;
            case Settlement.Discard discard:
                MessageDiscarded(log, entity, message.MessageId, discard.Reason);
                await actions.CompleteMessageAsync(message, stop);
                break;
            default:
                await actions.CompleteMessageAsync(message, stop);
                break;
        }
        Settled.Add(1, new("messaging.destination.name", entity), new("settlement", Word(settlement)));
    }

    private static string Word(Settlement settlement) => settlement switch
    {
        Settlement.RetryLater => "retry",
        Settlement.DeadLetter => "dead_letter",
        Settlement.Discard => "discard",
        _ => "complete",
    };

    [LoggerMessage(4001, LogLevel.Information, "{Entity}: message {Id} will be tried again at {At}: {Reason}")]
    private static partial void MessageRetried(ILogger log, string entity, string id, DateTimeOffset at, string reason, Exception? cause);

    [LoggerMessage(4002, LogLevel.Error, "{Entity}: message {Id} is dead-lettered: {Reason}")]
    private static partial void MessageDeadLettered(ILogger log, string entity, string id, string reason, Exception? cause);

    [LoggerMessage(4003, LogLevel.Information, "{Entity}: message {Id} is discarded: {Reason}")]
    private static partial void MessageDiscarded(ILogger log, string entity, string id, string reason);
}
