#nullable disable

using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Serverless.Embedded.ServiceBus;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>The actions that one invocation gets; it notes what was settled, so that the host does not settle it again.</summary>
internal sealed class MessageActions(IBacklog backlog, Delivery delivery) : ServiceBusMessageActions
{
    public override async Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        await backlog.Complete(Token(message));
        delivery.Settled(message);
    }

    public override async Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify = default,
        CancellationToken cancellationToken = default)
    {
        await backlog.Abandon(Token(message), propertiesToModify);
        delivery.Settled(message);
    }

    public override async Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object> propertiesToModify = default,
        string deadLetterReason = default,
        string deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default)
    {
        await backlog.DeadLetter(Token(message), propertiesToModify, deadLetterReason, deadLetterErrorDescription);
        delivery.Settled(message);
    }

    public override async Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify = default,
        CancellationToken cancellationToken = default)
    {
        await backlog.Defer(Token(message), propertiesToModify);
        delivery.Settled(message);
    }

    public override async Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        message.LockedUntil = await backlog.Renew(Token(message));
    }

    private static Guid Token(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.LockTokenGuid;
    }
}
