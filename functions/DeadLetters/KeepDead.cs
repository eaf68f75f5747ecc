using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Functions.Messaging;
using Serverless.Workflows.DeadLetters;

namespace Serverless.Functions.DeadLetters;

/// <summary>Takes a message from a dead-letter queue to where operators see it.</summary>
public sealed partial class KeepDead(KeepingDeadLetters letters, ILogger<KeepDead> log)
{
    /// <summary>Keeps the message, then completes it: a crash between the two keeps it once.</summary>
    public async Task Letter(DeadLetterSource source, ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken stop)
    {
        try
        {
            var letter = await letters.Keep(source, message.ToDead(), stop);
            DeadLetterKept(log, letter.Id.Value, letter.Content.OrderId, letter.Death.Reason);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            // Left alone it comes again when its lock has run out. Abandoned it would come at once, for ever: nothing gives up on it here.
            DeadLetterWaits(log, failure, source.Name, message.MessageId);
            return;
        }
        await actions.CompleteMessageAsync(message, stop);
    }

    [LoggerMessage(4011, LogLevel.Error, "Dead letter {Id} of order {Order} waits for an operator: {Reason}")]
    private static partial void DeadLetterKept(ILogger log, string id, string? order, string reason);

    [LoggerMessage(4012, LogLevel.Error, "{Source}: the dead message {Id} cannot be kept yet, and stays where it is")]
    private static partial void DeadLetterWaits(ILogger log, Exception failure, string source, string id);
}
