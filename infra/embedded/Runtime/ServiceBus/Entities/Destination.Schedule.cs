using Serverless.Embedded.ServiceBus.Storage;

namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>
/// Scheduled messages. As in the real service one gets a new sequence number when it is enqueued, and takes its place behind
/// those that came before that moment; the number under which it was scheduled serves to cancel it until then.
/// </summary>
internal sealed partial class Destination
{
    public Task CancelScheduled(long sequenceNumber)
    {
        lock (engine.Gate)
        {
            var dueAt = _schedule.Remove(sequenceNumber) ?? throw Failures.NoSuchMessage(path, sequenceNumber);
            return engine.Journal.Append(
                rows => rows.Delete(numbers.KeyOf(sequenceNumber)),
                failed: () => _schedule.Add(sequenceNumber, dueAt));
        }
    }

    /// <summary>Takes in a scheduled message that is on disk. The gate is held.</summary>
    public void Restore(MessageRow row)
    {
        _schedule.Add(MessageKey.Sequence(row.Key), row.DueAt);
        engine.Agenda.Arm(row.DueAt);
    }

    /// <summary>Enqueues what is due; answers the UTC ticks at which the next is. The gate is held.</summary>
    public long RunDue(long now)
    {
        while (_schedule.TakeDue(now) is { } sequence)
        {
            Enqueue(sequence, now);
        }
        return _schedule.NextDue;
    }

    private void Enqueue(long sequence, long now)
    {
        var key = numbers.KeyOf(sequence);
        var encoded = engine.Read(rows => rows.Data(key));
        if (encoded is null)
        {
            return;
        }
        var arrivals = new List<Arrival>(backlogs.Count);
        Distribute(MessageEncoding.Decode(encoded), encoded, now, arrivals);
        engine.Journal.Append(
            rows =>
            {
                rows.Delete(key);
                foreach (var arrival in arrivals)
                {
                    arrival.Write(rows);
                }
            },
            committed: () => arrivals.ForEach(arrival => arrival.Backlog.Add(arrival.Message)),
            failed: () => _schedule.Add(sequence, now));
    }
}
