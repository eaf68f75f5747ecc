using Azure.Messaging.ServiceBus;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;

namespace Serverless.Adapters.ServiceBus;

/// <summary>Sends to Service Bus, many messages in as few requests as their sizes allow.</summary>
internal sealed class ServiceBusPublisher(Senders senders) : IMessageBus
{
    public async Task Send(string entity, IReadOnlyList<BusMessage> messages, CancellationToken stop)
    {
        var sender = senders.To(entity);
        using var sending = new SendSpans(entity, messages);
        try
        {
            if (messages.Count == 1)
            {
                await sender.SendMessageAsync(Envelope(messages[0], sending.Of(0)), stop);
                return;
            }
            for (var sent = 0; sent < messages.Count;)
            {
                using var batch = await sender.CreateMessageBatchAsync(stop);
                while (sent < messages.Count && batch.TryAddMessage(Envelope(messages[sent], sending.Of(sent))))
                {
                    sent++;
                }
                if (batch.Count == 0)
                {
                    throw new InvalidOperationException($"The message {messages[sent].Id} is larger than {entity} takes.");
                }
                await sender.SendMessagesAsync(batch, stop);
            }
        }
        catch (ServiceBusException failure) when (sending.Fail(failure) && failure.IsTransient)
        {
            throw new OutageException($"The bus did not accept messages for {entity}.", inner: failure);
        }
    }

    private static ServiceBusMessage Envelope(BusMessage message, string? trace)
    {
        var envelope = new ServiceBusMessage(message.Body)
        {
            MessageId = message.Id,
            Subject = message.Subject,
            CorrelationId = message.CorrelationId,
            ContentType = "application/json",
        };
        if (message.NotBefore is { } due)
        {
            envelope.ScheduledEnqueueTime = due;
        }
        if (trace is not null)
        {
            envelope.ApplicationProperties["Diagnostic-Id"] = trace; // Where the Service Bus SDK looks for the trace.
        }
        return envelope;
    }
}
