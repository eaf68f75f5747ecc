#nullable disable

using Serverless.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusReceivedMessage
{
    internal ServiceBusReceivedMessage(MessageData data) => Data = data;

    public IReadOnlyDictionary<string, object> ApplicationProperties => Data.Properties;

    public BinaryData Body => field ??= new BinaryData(Data.Body);

    public string ContentType => Data.ContentType;

    public string CorrelationId => Data.CorrelationId;

    public string DeadLetterErrorDescription => Data.Properties.GetValueOrDefault(DeadLetterProperties.Description) as string;

    public string DeadLetterReason => Data.Properties.GetValueOrDefault(DeadLetterProperties.Reason) as string;

    public string DeadLetterSource => Data.DeadLetterSource;

    public int DeliveryCount { get; internal init; }

    public long EnqueuedSequenceNumber { get; internal init; }

    public DateTimeOffset EnqueuedTime { get; internal init; }

    public DateTimeOffset ExpiresAt => TimeToLive >= DateTimeOffset.MaxValue - EnqueuedTime ? DateTimeOffset.MaxValue : EnqueuedTime + TimeToLive;

    public string LockToken => LockTokenGuid.ToString();

    public DateTimeOffset LockedUntil { get; internal set; }

    public string MessageId => Data.MessageId;

    public string PartitionKey => Data.PartitionKey;

    public string ReplyTo => Data.ReplyTo;

    public string ReplyToSessionId => Data.ReplyToSessionId;

    public DateTimeOffset ScheduledEnqueueTime => Data.ScheduledEnqueueTime;

    public long SequenceNumber { get; internal init; }

    public string SessionId => Data.SessionId;

    public string Subject => Data.Subject;

    public TimeSpan TimeToLive { get; internal init; } = TimeSpan.MaxValue;

    public string To => Data.To;

    public string TransactionPartitionKey => Data.TransactionPartitionKey;

    internal MessageData Data { get; }

    internal Guid LockTokenGuid { get; init; }

    public override string ToString() => $"{{MessageId:{MessageId}}}";
}
