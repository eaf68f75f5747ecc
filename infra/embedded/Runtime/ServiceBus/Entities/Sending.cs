using Serverless.Embedded.ServiceBus.Storage;

namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>A copy of a message on its way into one backlog.</summary>
internal readonly record struct Arrival(Backlog Backlog, StoredMessage Message, byte[] Encoded)
{
    public void Write(MessageRows rows) => rows.Insert(Message.Row(RowState.Active), Encoded);
}

/// <summary>What one send has to store.</summary>
internal sealed class Sending(int count)
{
    private int _count;

    /// <summary>One for each message sent, in their order.</summary>
    public long[] Numbers { get; } = new long[count];

    public List<Arrival> Arrivals { get; } = new(count);

    public List<(MessageRow Row, byte[] Encoded)> Scheduled { get; } = [];

    /// <summary>The ids by which later duplicates of these messages are known.</summary>
    public List<UInt128> Ids { get; } = [];

    /// <summary>What stores the messages that messages of this send repeat, where that is still under way.</summary>
    public List<Task> FirstOfDuplicates { get; } = [];

    /// <summary>Messages that are no duplicates.</summary>
    public int Accepted { get; private set; }

    public void AddNumber(long sequence)
    {
        Numbers[_count++] = sequence;
        Accepted++;
    }

    public void AddScheduled(long sequence, MessageRow row, byte[] encoded)
    {
        Scheduled.Add((row, encoded));
        AddNumber(sequence);
    }

    public void AddDuplicate(long sequence, Task? first)
    {
        Numbers[_count++] = sequence;
        if (first is not null)
        {
            FirstOfDuplicates.Add(first);
        }
    }

    public void Write(MessageRows rows)
    {
        foreach (var arrival in Arrivals)
        {
            arrival.Write(rows);
        }
        foreach (var (row, encoded) in Scheduled)
        {
            rows.Insert(row, encoded);
        }
    }
}
