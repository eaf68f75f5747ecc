using Serverless.Embedded.ServiceBus.Storage;

namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>How messages arrive in a backlog, lose their locks, and expire. The gate is held for all of it.</summary>
internal sealed partial class Backlog
{
    /// <summary>The keys of the messages that are locked.</summary>
    public IEnumerable<long> LockedKeys => _locks.Messages.Select(message => message.Key);

    /// <summary>A new message for this backlog, not yet in it.</summary>
    public StoredMessage Arrival(MessageData data, int size, TimeSpan timeToLive, long now, long? enqueuedSequence)
    {
        var sequence = numbers.Next();
        var lives = timeToLive < settings.DefaultTimeToLive ? timeToLive : settings.DefaultTimeToLive;
        return new StoredMessage
        {
            Key = numbers.KeyOf(sequence),
            Sequence = sequence,
            EnqueuedSequence = enqueuedSequence ?? sequence,
            EnqueuedAt = now,
            ExpiresAt = lives.Ticks < DateTimeOffset.MaxValue.Ticks - now ? now + lives.Ticks : long.MaxValue,
            Size = size,
            Data = data,
        };
    }

    /// <summary>Takes a message in that is on disk.</summary>
    public void Add(StoredMessage message)
    {
        _active++;
        if (message.Expires)
        {
            _expiring.Add(message);
            engine.Agenda.Arm(message.ExpiresAt);
        }
        Offer(message);
    }

    /// <summary>Takes in what the disk holds at the start.</summary>
    /// <param name="row">An active or deferred message.</param>
    /// <param name="wasLocked">True when a receiver had it when the last process ended: that delivery counts.</param>
    public void Restore(MessageRow row, bool wasLocked)
    {
        var message = StoredMessage.From(row);
        if (row.State == RowState.Deferred)
        {
            message.Phase = Phase.Deferred;
            if (message.Expires)
            {
                _expiring.Add(message);
            }
            return;
        }
        if (wasLocked)
        {
            message.Deliveries++;
            engine.Journal.Append(rows => rows.SetDeliveries(message.Key, message.Deliveries));
        }
        _active++;
        if (message.Expires)
        {
            _expiring.Add(message);
        }
        Return(message);
    }

    /// <summary>Does what is due; answers the UTC ticks at which the next is.</summary>
    public long RunDue(long now)
    {
        while (_locks.ReleaseExpired(now) is { } message)
        {
            engine.LocksChanged(now);
            engine.Journal.Append(rows => rows.SetDeliveries(message.Key, message.Deliveries));
            Return(message);
        }
        while (_expiring.Min is { } message && message.ExpiresAt <= now)
        {
            _expiring.Remove(message);
            // One that is locked may still be completed: it expires when it comes back.
            if (message.Phase == Phase.Available)
            {
                _available.Forget(message);
                Expire(message);
            }
            else if (message.Phase == Phase.Deferred)
            {
                _active++;
                Expire(message);
            }
        }
        Serve();
        return Math.Min(_locks.NextExpiry, _expiring.Min?.ExpiresAt ?? long.MaxValue);
    }

    private void Return(StoredMessage message)
    {
        if (message.Deliveries >= settings.MaxDeliveryCount)
        {
            MoveToDeadLetters(message, DataOf(message), DeadLetterProperties.TooManyDeliveries, TooManyDeliveries(message));
        }
        else
        {
            Offer(message);
        }
    }

    private void Offer(StoredMessage message)
    {
        if (message.ExpiresAt <= engine.Agenda.Now)
        {
            Expire(message);
        }
        else
        {
            _available.Add(message);
        }
    }

    private void Expire(StoredMessage message)
    {
        if (settings.DeadLettersExpired)
        {
            MoveToDeadLetters(message, DataOf(message), DeadLetterProperties.Expired, "The message expired and was dead-lettered.");
        }
        else
        {
            Remove(message);
        }
    }
}
