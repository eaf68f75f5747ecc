#nullable disable

using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>The actions of an invocation that an administrator asked for: its message is in no queue, so settling it does nothing.</summary>
internal sealed class NothingToSettle : ServiceBusMessageActions
{
    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Task.CompletedTask;

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify = default,
        CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object> propertiesToModify = default,
        string deadLetterReason = default,
        string deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify = default,
        CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Task.CompletedTask;
}
