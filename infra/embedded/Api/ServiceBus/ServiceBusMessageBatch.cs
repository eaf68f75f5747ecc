#nullable disable

using Serverless.Embedded.ServiceBus;

namespace Azure.Messaging.ServiceBus;

public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly List<OutgoingMessage> _messages = [];
    private bool _disposed;

    internal ServiceBusMessageBatch(long maxSizeInBytes) => MaxSizeInBytes = maxSizeInBytes;

    public int Count => _messages.Count;

    public long MaxSizeInBytes { get; }

    public long SizeInBytes { get; private set; }

    internal IReadOnlyList<OutgoingMessage> Messages => _messages;

    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var outgoing = OutgoingMessage.From(message);
        if (SizeInBytes + outgoing.Size > MaxSizeInBytes)
        {
            return false;
        }
        _messages.Add(outgoing);
        SizeInBytes += outgoing.Size;
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        _messages.Clear();
        SizeInBytes = 0;
    }
}
