using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>The messages of one invocation, from receiving to settling: one, or a batch.</summary>
internal sealed class Delivery(ServiceBusListener listener, IReadOnlyList<ServiceBusReceivedMessage> messages, long started) : IThreadPoolWorkItem
{
    private Guid _settled;
    private HashSet<Guid>? _othersSettled;

    public IReadOnlyList<ServiceBusReceivedMessage> Messages => messages;

    /// <summary>A timestamp of the clock.</summary>
    public long Started => started;

    public void Execute() => _ = listener.Process(this);

    /// <summary>The function, or the host for it, has settled this message.</summary>
    public void Settled(ServiceBusReceivedMessage message)
    {
        lock (this)
        {
            if (_settled == Guid.Empty)
            {
                _settled = message.LockTokenGuid;
            }
            else
            {
                (_othersSettled ??= []).Add(message.LockTokenGuid);
            }
        }
    }

    public bool IsSettled(ServiceBusReceivedMessage message)
    {
        lock (this)
        {
            return _settled == message.LockTokenGuid || _othersSettled?.Contains(message.LockTokenGuid) == true;
        }
    }
}
