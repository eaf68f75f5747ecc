#nullable disable

using Serverless.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusMessage
{
    private const int LongestId = 128;

    private string _messageId;
    private string _partitionKey;
    private string _transactionPartitionKey;
    private string _sessionId;
    private string _replyToSessionId;
    private TimeSpan _timeToLive = TimeSpan.MaxValue;

    public ServiceBusMessage() : this(default(ReadOnlyMemory<byte>))
    {
    }

    public ServiceBusMessage(string body) : this(new BinaryData(body))
    {
    }

    public ServiceBusMessage(ReadOnlyMemory<byte> body) : this(BinaryData.FromBytes(body))
    {
    }

    public ServiceBusMessage(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
    }

    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        var data = receivedMessage.Data;
        Body = new BinaryData(data.Body);
        _messageId = data.MessageId;
        _partitionKey = data.PartitionKey;
        _transactionPartitionKey = data.TransactionPartitionKey;
        _sessionId = data.SessionId;
        _replyToSessionId = data.ReplyToSessionId;
        _timeToLive = receivedMessage.TimeToLive;
        CorrelationId = data.CorrelationId;
        Subject = data.Subject;
        To = data.To;
        ReplyTo = data.ReplyTo;
        ContentType = data.ContentType;
        ScheduledEnqueueTime = data.ScheduledEnqueueTime;
        foreach (var (name, value) in data.Properties)
        {
            if (name is not (DeadLetterProperties.Reason or DeadLetterProperties.Description))
            {
                ApplicationProperties.Add(name, value);
            }
        }
    }

    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    public BinaryData Body { get; set; }

    public string ContentType { get; set; }

    public string CorrelationId { get; set; }

    public string MessageId
    {
        get => _messageId;
        set
        {
            if (string.IsNullOrEmpty(value) || value.Length > LongestId)
            {
                throw new ArgumentException($"{nameof(MessageId)} must have 1 to {LongestId} characters.", nameof(MessageId));
            }
            _messageId = value;
        }
    }

    public string PartitionKey
    {
        get => _partitionKey;
        set => _partitionKey = NotTooLong(SameAsSession(value), nameof(PartitionKey));
    }

    public string ReplyTo { get; set; }

    public string ReplyToSessionId
    {
        get => _replyToSessionId;
        set => _replyToSessionId = NotTooLong(value, nameof(ReplyToSessionId));
    }

    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    public string SessionId
    {
        get => _sessionId;
        set => _sessionId = NotTooLong(value, nameof(SessionId));
    }

    public string Subject { get; set; }

    public TimeSpan TimeToLive
    {
        get => _timeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(TimeToLive));
            _timeToLive = value;
        }
    }

    public string To { get; set; }

    public string TransactionPartitionKey
    {
        get => _transactionPartitionKey;
        set => _transactionPartitionKey = NotTooLong(value, nameof(TransactionPartitionKey));
    }

    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string NotTooLong(string value, string name) => value is null || value.Length <= LongestId
        ? value
        : throw new ArgumentException($"{name} must not exceed {LongestId} characters.", name);

    private string SameAsSession(string partitionKey) => partitionKey is null || _sessionId is null || _sessionId == partitionKey
        ? partitionKey
        : throw new ArgumentOutOfRangeException(nameof(partitionKey), $"PartitionKey '{partitionKey}' differs from SessionId '{_sessionId}'.");
}
