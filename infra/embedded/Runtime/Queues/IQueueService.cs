namespace Serverless.Embedded.Queues;

/// <summary>Storage queues, of this process or of a storage account. A queue is made by the first message that is put there.</summary>
internal interface IQueueService
{
    /// <summary>The service's default: seven days.</summary>
    static readonly TimeSpan TimeToLive = TimeSpan.FromDays(7);

    /// <summary>The longest text of a message, in bytes: https://learn.microsoft.com/rest/api/storageservices/put-message.</summary>
    const int LongestText = 64 * 1024;

    /// <summary>Makes ready; every other call needs it to have ended.</summary>
    Task Open();

    /// <summary>Stores messages; completes once all of them are.</summary>
    Task Put(string queue, IReadOnlyList<string> texts, CancellationToken stop);

    /// <summary>The next visible messages, at most <paramref name="most"/>, hidden from others for <paramref name="hidden"/>.</summary>
    Task<IReadOnlyList<QueueMessage>> Receive(string queue, int most, TimeSpan hidden, CancellationToken stop);

    /// <summary>Removes a message that the receiver still holds; false when somebody else has received it since.</summary>
    Task<bool> Delete(string queue, QueueMessage message);

    /// <summary>Hides a message for so long from now on, and gives it as it is held then; null when the receiver no longer holds it.</summary>
    Task<QueueMessage?> Hide(string queue, QueueMessage message, TimeSpan hidden);

    /// <summary>Moves a message to another queue as a new one; false when the receiver no longer holds it.</summary>
    Task<bool> Move(string queue, QueueMessage message, string destination);

    /// <summary>How many messages a queue holds, hidden ones included. A storage account tells about how many.</summary>
    Task<int> Count(string queue);

    /// <summary>Wakes whoever waits for a message of this queue.</summary>
    QueueSignal Signal(string queue);

    /// <summary>
    /// How long a reader that found nothing <paramref name="times"/> times should wait before it looks again, unless there is a signal.
    /// </summary>
    TimeSpan Pause(string queue, int times, TimeSpan longest);

    /// <summary>Whether, as far as this process knows, a message could be received now.</summary>
    bool MayHold(string queue);
}
