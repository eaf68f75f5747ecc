using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>
/// The trigger metadata of an invocation, read from its messages only when somebody asks. Names are case-insensitive, and end in
/// <c>Array</c> for a batch, whose facts come as an array.
/// </summary>
internal sealed class MessageMetadata : IReadOnlyDictionary<string, object?>
{
    private static readonly FrozenDictionary<string, Func<ServiceBusReceivedMessage, object?>> Facts =
        new Dictionary<string, Func<ServiceBusReceivedMessage, object?>>
        {
            ["MessageId"] = message => message.MessageId,
            ["DeliveryCount"] = message => message.DeliveryCount,
            ["EnqueuedTimeUtc"] = message => message.EnqueuedTime.UtcDateTime,
            ["EnqueuedTime"] = message => message.EnqueuedTime,
            ["ExpiresAtUtc"] = message => message.ExpiresAt.UtcDateTime,
            ["ExpiresAt"] = message => message.ExpiresAt,
            ["LockedUntil"] = message => message.LockedUntil,
            ["LockToken"] = message => message.LockToken,
            ["SequenceNumber"] = message => message.SequenceNumber,
            ["CorrelationId"] = message => message.CorrelationId,
            ["Subject"] = message => message.Subject,
            ["Label"] = message => message.Subject,
            ["ContentType"] = message => message.ContentType,
            ["To"] = message => message.To,
            ["ReplyTo"] = message => message.ReplyTo,
            ["SessionId"] = message => message.SessionId,
            ["ReplyToSessionId"] = message => message.ReplyToSessionId,
            ["PartitionKey"] = message => message.PartitionKey,
            ["TransactionPartitionKey"] = message => message.TransactionPartitionKey,
            ["DeadLetterSource"] = message => message.DeadLetterSource,
            ["DeadLetterReason"] = message => message.DeadLetterReason,
            ["DeadLetterErrorDescription"] = message => message.DeadLetterErrorDescription,
            ["ApplicationProperties"] = message => message.ApplicationProperties,
            ["UserProperties"] = message => message.ApplicationProperties,
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private const string BatchSuffix = "Array";

    private readonly IReadOnlyList<ServiceBusReceivedMessage> _messages;
    private readonly bool _isBatch;

    private MessageMetadata(IReadOnlyList<ServiceBusReceivedMessage> messages, bool isBatch)
    {
        _messages = messages;
        _isBatch = isBatch;
    }

    public static MessageMetadata Of(IReadOnlyList<ServiceBusReceivedMessage> messages, bool isBatch) => new(messages, isBatch);

    /// <summary>The trace context that the sender's SDK put on the message; null when there is none.</summary>
    public static string? TraceParent(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue("Diagnostic-Id", out var parent) ? parent as string : null;

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public IEnumerable<string> Keys => _isBatch ? Facts.Keys.Select(name => name + BatchSuffix) : Facts.Keys;

    public IEnumerable<object?> Values => Keys.Select(key => this[key]);

    public int Count => Facts.Count;

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        value = null;
        var name = !_isBatch ? key : key.EndsWith(BatchSuffix, StringComparison.OrdinalIgnoreCase) ? key[..^BatchSuffix.Length] : "";
        if (!Facts.TryGetValue(name, out var fact))
        {
            return false;
        }
        value = _isBatch ? _messages.Select(fact).ToArray() : fact(_messages[0]);
        return true;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        Keys.Select(key => new KeyValuePair<string, object?>(key, this[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
