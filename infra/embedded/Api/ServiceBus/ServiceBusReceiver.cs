#nullable disable

using System.Transactions;
using Serverless.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusReceiver : IAsyncDisposable
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(60);

    private readonly ServiceBusClient _client;
    private readonly ServiceBusReceiveMode _mode;
    private readonly CancellationTokenSource _closed = new();
    private long _nextToPeek;

    protected ServiceBusReceiver()
    {
    }

    internal ServiceBusReceiver(ServiceBusClient client, string entityPath, ServiceBusReceiverOptions options)
    {
        _client = client;
        _mode = options.ReceiveMode;
        EntityPath = EntityPaths.Of(entityPath, options.SubQueue);
    }

    public string EntityPath { get; }

    public virtual async Task<ServiceBusReceivedMessage> ReceiveMessageAsync(
        TimeSpan? maxWaitTime = default,
        CancellationToken cancellationToken = default)
    {
        var messages = await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken);
        return messages.Count == 0 ? null : messages[0];
    }

    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages,
        TimeSpan? maxWaitTime = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        if (maxWaitTime is { } wait)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(wait, TimeSpan.Zero, nameof(maxWaitTime));
        }
        return await Open(cancellationToken).Receive(maxMessages, _mode, maxWaitTime ?? UsualWait, cancellationToken, _closed.Token);
    }

    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages,
        long? fromSequenceNumber = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        var messages = await Open(cancellationToken).Peek(maxMessages, fromSequenceNumber ?? _nextToPeek);
        if (messages.Count > 0)
        {
            _nextToPeek = messages[^1].SequenceNumber + 1;
        }
        return messages;
    }

    public virtual async Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        await Settling(message, cancellationToken).Complete(message.LockTokenGuid);

    public virtual async Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify = default,
        CancellationToken cancellationToken = default) =>
        await Settling(message, cancellationToken).Abandon(message.LockTokenGuid, propertiesToModify);

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        string deadLetterReason,
        string deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) =>
        DeadLetter(message, null, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    public virtual async Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        message.LockedUntil = await Settling(message, cancellationToken).Renew(message.LockTokenGuid);
    }

    public virtual async Task CloseAsync(CancellationToken cancellationToken = default) => await _closed.CancelAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>As the official overload that takes properties; dead-letters with them added to the message's own.</summary>
    internal async Task DeadLetter(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify,
        string reason,
        string description,
        CancellationToken stop) =>
        await Settling(message, stop).DeadLetter(message.LockTokenGuid, propertiesToModify, NotTooLong(reason), NotTooLong(description));

    internal async Task Defer(ServiceBusReceivedMessage message, IDictionary<string, object> propertiesToModify, CancellationToken stop) =>
        await Settling(message, stop).Defer(message.LockTokenGuid, propertiesToModify);

    private static string NotTooLong(string reason) => reason is null || reason.Length <= MessageLimits.LongestDeadLetterReason
        ? reason
        : throw new ArgumentException($"A dead-letter reason or description must not exceed {MessageLimits.LongestDeadLetterReason} characters.", nameof(reason));

    private IBacklog Settling(ServiceBusReceivedMessage message, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_mode == ServiceBusReceiveMode.ReceiveAndDelete || message.LockTokenGuid == Guid.Empty)
        {
            throw new InvalidOperationException("The operation is only supported in 'PeekLock' receive mode, for a message that was received.");
        }
        return Open(stop);
    }

    private IBacklog Open(CancellationToken stop)
    {
        ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, this);
        if (stop.IsCancellationRequested)
        {
            throw new TaskCanceledException();
        }
        if (Transaction.Current is not null)
        {
            throw new NotSupportedException("The embedded Service Bus does not support transactions.");
        }
        return _client.Namespace.Backlog(EntityPath);
    }
}
