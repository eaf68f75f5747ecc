using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>A message as it was handed to one receiver.</summary>
/// <param name="Message">What was handed over.</param>
/// <param name="Count">How often it had been delivered by then, this time included.</param>
/// <param name="Token">Empty when the message is not locked.</param>
/// <param name="LockedUntil">UTC ticks.</param>
/// <param name="Removed">Completes when the message is gone from the disk; null when it is locked instead.</param>
internal readonly record struct Delivery(StoredMessage Message, int Count, Guid Token, long LockedUntil, Task? Removed)
{
    public ServiceBusReceivedMessage ToReceived(MessageData data) => new(data)
    {
        DeliveryCount = Count,
        LockTokenGuid = Token,
        LockedUntil = LockedUntil == 0 ? default : At(LockedUntil),
        SequenceNumber = Message.Sequence,
        EnqueuedSequenceNumber = Message.EnqueuedSequence,
        EnqueuedTime = At(Message.EnqueuedAt),
        TimeToLive = Message.Expires ? new TimeSpan(Message.ExpiresAt - Message.EnqueuedAt) : TimeSpan.MaxValue,
    };

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
