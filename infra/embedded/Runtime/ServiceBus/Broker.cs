using Serverless.Embedded.ServiceBus.Resources;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.ServiceBus;

/// <summary>
/// One Service Bus namespace inside this process. Everything acknowledged is in the database; locks and waiting receivers live
/// in memory. Clients find it by the name under which it is registered.
/// </summary>
internal sealed class Broker(Database database, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Raised after something was enqueued, received or settled: a moment to look again whether all is idle. Handlers must be quick.</summary>
    public event Action? Changed;

    /// <summary>Messages accepted from senders since the start, scheduled ones included, duplicates not.</summary>
    public long MessagesSent => throw new NotImplementedException();

    /// <summary>True when no entity holds a message that could be received, is locked, or is being settled. Dead letters do not count.</summary>
    public bool IsIdle => throw new NotImplementedException();

    /// <summary>The broker that is registered under a name.</summary>
    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">There is none.</exception>
    public static Broker Find(string fullyQualifiedNamespace) => throw new NotImplementedException();

    /// <summary>Makes the broker known under a name such as <c>servicebus.embedded</c>, until it is disposed.</summary>
    /// <exception cref="InvalidOperationException">Another broker has the name.</exception>
    public void Register(string fullyQualifiedNamespace) => throw new NotImplementedException();

    /// <summary>Creates the entities, or takes over what the database holds for them. Called once, before the first use.</summary>
    /// <exception cref="InvalidOperationException">A setting is out of range or not supported; the message names it.</exception>
    public Task Declare(ServiceBusResources resources) => throw new NotImplementedException();

    /// <summary>The queue or topic to send to.</summary>
    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">There is none of this name.</exception>
    public Destination Destination(string path) => throw new NotImplementedException();

    /// <summary>
    /// What to receive from: <c>queue</c>, <c>topic/Subscriptions/subscription</c>, either with <c>/$DeadLetterQueue</c>.
    /// Case does not matter.
    /// </summary>
    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">There is none of this path.</exception>
    public Backlog Backlog(string path) => throw new NotImplementedException();

    public async ValueTask DisposeAsync()
    {
        await Task.CompletedTask;
        Changed?.Invoke();
        _ = (database, clock);
    }
}
