namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>The messages of a queue or topic that are not yet enqueued. Only their times are in memory.</summary>
internal sealed class Schedule
{
    private readonly SortedSet<(long DueAt, long Sequence)> _byTime = [];
    private readonly Dictionary<long, long> _dueAt = [];

    /// <summary>UTC ticks; <see cref="long.MaxValue"/> when nothing is scheduled.</summary>
    public long NextDue => _byTime.Count == 0 ? long.MaxValue : _byTime.Min.DueAt;

    public void Add(long sequence, long dueAt)
    {
        _byTime.Add((dueAt, sequence));
        _dueAt.Add(sequence, dueAt);
    }

    /// <summary>Takes one out; null when it is not here, otherwise the UTC ticks at which it was due.</summary>
    public long? Remove(long sequence)
    {
        if (!_dueAt.Remove(sequence, out var dueAt))
        {
            return null;
        }
        _byTime.Remove((dueAt, sequence));
        return dueAt;
    }

    /// <summary>Takes out the next that is due; null when none is, otherwise its sequence number.</summary>
    public long? TakeDue(long now)
    {
        if (NextDue > now)
        {
            return null;
        }
        var (_, sequence) = _byTime.Min;
        Remove(sequence);
        return sequence;
    }
}
