#nullable disable

using System.Transactions;
using Serverless.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusSender : IAsyncDisposable
{
    private readonly ServiceBusClient _client;

    protected ServiceBusSender()
    {
    }

    internal ServiceBusSender(ServiceBusClient client, string entityPath)
    {
        _client = client;
        EntityPath = entityPath;
        FullyQualifiedNamespace = client.FullyQualifiedNamespace;
    }

    public string EntityPath { get; }

    public string FullyQualifiedNamespace { get; }

    public bool IsClosed { get; private set; }

    public virtual async Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        await Open(cancellationToken).Send([OutgoingMessage.From(message)]);
    }

    public virtual async Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        await Send([.. messages.Select(OutgoingMessage.From)], cancellationToken);
    }

    public virtual async Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        await Send([.. messageBatch.Messages], cancellationToken);
    }

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(new CreateMessageBatchOptions(), cancellationToken);

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(
        CreateMessageBatchOptions options,
        CancellationToken cancellationToken = default)
    {
        Open(cancellationToken);
        var size = options?.MaxSizeInBytes ?? MessageLimits.LargestMessage;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MessageLimits.LargestMessage, nameof(CreateMessageBatchOptions.MaxSizeInBytes));
        return ValueTask.FromResult(new ServiceBusMessageBatch(size));
    }

    public virtual async Task<long> ScheduleMessageAsync(
        ServiceBusMessage message,
        DateTimeOffset scheduledEnqueueTime,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var numbers = await Open(cancellationToken).Send([OutgoingMessage.From(message, scheduledEnqueueTime)]);
        return numbers[0];
    }

    public virtual async Task<IReadOnlyList<long>> ScheduleMessagesAsync(
        IEnumerable<ServiceBusMessage> messages,
        DateTimeOffset scheduledEnqueueTime,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        OutgoingMessage[] outgoing = [.. messages.Select(message => OutgoingMessage.From(message, scheduledEnqueueTime))];
        return outgoing.Length == 0 ? [] : await Open(cancellationToken).Send(outgoing);
    }

    public virtual async Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        await Open(cancellationToken).CancelScheduled(sequenceNumber);

    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    private Task Send(OutgoingMessage[] messages, CancellationToken stop) => messages.Length == 0 ? Task.CompletedTask : Open(stop).Send(messages);

    private IDestination Open(CancellationToken stop)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        if (stop.IsCancellationRequested)
        {
            throw new TaskCanceledException();
        }
        if (Transaction.Current is not null)
        {
            throw new NotSupportedException("The embedded Service Bus does not support transactions.");
        }
        return _client.Namespace.Destination(EntityPath);
    }
}
