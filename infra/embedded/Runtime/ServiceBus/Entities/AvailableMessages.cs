namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>
/// The messages that can be received, lowest sequence number first. Keeps the data of some in memory and lets go of the rest,
/// which is read back when its turn comes.
/// </summary>
internal sealed class AvailableMessages
{
    private const int MostBytesInMemory = 4 * 1024 * 1024;

    private readonly PriorityQueue<StoredMessage, long> _bySequence = new();
    private int _bytesInMemory;

    public void Add(StoredMessage message)
    {
        message.Phase = Phase.Available;
        if (message.Data is not null)
        {
            if (_bytesInMemory + message.Size > MostBytesInMemory)
            {
                message.Data = null;
            }
            else
            {
                _bytesInMemory += message.Size;
            }
        }
        _bySequence.Enqueue(message, message.Sequence);
    }

    /// <summary>Takes the next message out; null when there is none.</summary>
    public StoredMessage? Take()
    {
        // What was taken out of turn is still in the queue, in another phase.
        while (_bySequence.TryDequeue(out var message, out _))
        {
            if (message.Phase == Phase.Available)
            {
                Forget(message);
                return message;
            }
        }
        return null;
    }

    /// <summary>Takes a message out of turn. Its phase must be changed before the gate is left.</summary>
    public void Forget(StoredMessage message)
    {
        if (message.Data is not null)
        {
            _bytesInMemory -= message.Size;
        }
    }
}
