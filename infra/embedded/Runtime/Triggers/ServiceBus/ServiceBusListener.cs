using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host;
using Serverless.Embedded.ServiceBus;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>
/// Feeds one function from a queue or a subscription: as many invocations at a time as host.json allows, one batch at a time
/// when batched. Messages come by themselves when there is a free slot; nothing polls.
/// </summary>
internal sealed partial class ServiceBusListener(
    FunctionDescriptor function, ServiceBusSource source, ServiceBusSettings settings, RequestsInFlight requests, IFunctionInvoker invoker,
    TimeProvider clock, ILogger log) : ITriggerListener
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Slots _slots = new(source.IsBatched ? 1 : settings.MaxConcurrentCalls, requests);
    private IBacklog? _backlog;
    private LockRenewal? _locks;
    private Task _loop = Task.CompletedTask;
    private int _running;

    public string Description => $"serviceBusTrigger {source.Path}";

    public bool IsIdle => Volatile.Read(ref _running) == 0 && _backlog is not { Active: > 0 };

    public Task Start(CancellationToken stop)
    {
        _backlog = source.Open(function);
        _locks = new LockRenewal(_backlog, clock, settings.MaxAutoLockRenewalDuration, (failure, message) =>
            LogLockLost(failure, function.Name, message.MessageId));
        _loop = Task.Run(() => ReceiveLoop.Run(function.Name, Receive, clock, log, _stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task Drain(CancellationToken stop)
    {
        await _stopping.CancelAsync();
        await using var abort = stop.Register(_abort.Cancel);
        await _loop;
        await _slots.Empty().WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _locks?.Dispose();
        _slots.Dispose();
    }

    public Task InvokeWith(string input, CancellationToken stop)
    {
        ServiceBusReceivedMessage[] messages = [new(new MessageData { Body = System.Text.Encoding.UTF8.GetBytes(input), MessageId = "admin" })];
        return invoker.Invoke(function, new Invocation(
            source.Convert(messages), MessageMetadata.Of(messages, source.IsBatched), Services(static () => new NothingToSettle())), stop);
    }

    /// <summary>Invokes the function and settles what it left unsettled; never fails.</summary>
    public async Task Process(Delivery delivery)
    {
        try
        {
            _locks!.Hold(delivery);
            await Invoke(delivery);
            if (source.AutoComplete)
            {
                await Settle(delivery, static (backlog, message) => backlog.Complete(message.LockTokenGuid));
            }
        }
#pragma warning disable CA1031 // Whatever it was, the message goes back, and the broker counts its deliveries.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailure(failure, function.Name, delivery.Messages[0].MessageId, delivery.Messages[0].DeliveryCount);
            await Settle(delivery, static (backlog, message) => backlog.Abandon(message.LockTokenGuid, null));
        }
        finally
        {
            _locks!.Release(delivery);
            Interlocked.Decrement(ref _running);
            _slots.Release(1);
        }
    }

    private Task<object?> Invoke(Delivery delivery) => invoker.Invoke(
        function,
        new Invocation(
            source.Convert(delivery.Messages),
            MessageMetadata.Of(delivery.Messages, source.IsBatched),
            Services(() => new MessageActions(_backlog!, delivery)),
            TraceParent: source.IsBatched ? null : MessageMetadata.TraceParent(delivery.Messages[0])),
        _abort.Token);

    private OneService? Services(Func<ServiceBusMessageActions> actions) =>
        source.WantsActions ? new OneService(typeof(ServiceBusMessageActions), actions()) : null;

    private async Task Settle(Delivery delivery, Func<IBacklog, ServiceBusReceivedMessage, Task> settle)
    {
        try
        {
            if (delivery.Messages.Count == 1)
            {
                await (delivery.IsSettled(delivery.Messages[0]) ? Task.CompletedTask : settle(_backlog!, delivery.Messages[0]));
            }
            else
            {
                await Task.WhenAll(delivery.Messages.Where(message => !delivery.IsSettled(message)).Select(message => settle(_backlog!, message)));
            }
        }
#pragma warning disable CA1031 // A lost lock, or a broker that stops: the message will come again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogNotSettled(failure, function.Name, delivery.Messages[0].MessageId);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The function {Function} failed on the message {MessageId}, delivery {DeliveryCount}.")]
    private partial void LogFailure(Exception failure, string function, string messageId, int deliveryCount);

    [LoggerMessage(2, LogLevel.Warning, "The function {Function} ended, but its message {MessageId} could not be settled; it will come again.")]
    private partial void LogNotSettled(Exception failure, string function, string messageId);

    [LoggerMessage(3, LogLevel.Warning, "The function {Function} has lost the lock of the message {MessageId}; it will come again.")]
    private partial void LogLockLost(Exception failure, string function, string messageId);
}
