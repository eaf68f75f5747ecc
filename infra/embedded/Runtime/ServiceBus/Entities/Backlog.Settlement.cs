using Serverless.Embedded.ServiceBus.Storage;

namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>How messages leave a backlog, or return to it.</summary>
internal sealed partial class Backlog
{
    public Task Complete(Guid token)
    {
        lock (engine.Gate)
        {
            return Remove(Unlock(token));
        }
    }

    public Task Abandon(Guid token, IDictionary<string, object>? changes)
    {
        lock (engine.Gate)
        {
            var message = Unlock(token, changes, out var data);
            if (message.Deliveries >= settings.MaxDeliveryCount)
            {
                return MoveToDeadLetters(message, data, DeadLetterProperties.TooManyDeliveries, TooManyDeliveries(message));
            }
            message.Phase = Phase.Settling;
            message.Data = data;
            if (changes is null)
            {
                return engine.Journal.Append(
                    rows => rows.SetDeliveries(message.Key, message.Deliveries),
                    committed: () => Offer(message),
                    failed: () => _available.Add(message));
            }
            var encoded = MessageEncoding.Encode(data);
            message.Size = encoded.Length;
            return engine.Journal.Append(
                rows => rows.Replace(message.Row(RowState.Active), encoded),
                committed: () => Offer(message),
                failed: () => _available.Add(message));
        }
    }

    public Task Defer(Guid token, IDictionary<string, object>? changes)
    {
        lock (engine.Gate)
        {
            var message = Unlock(token, changes, out var data);
            message.Phase = Phase.Settling;
            var encoded = MessageEncoding.Encode(data);
            return engine.Journal.Append(
                rows => rows.Replace(message.Row(RowState.Deferred), encoded),
                committed: () =>
                {
                    message.Phase = Phase.Deferred;
                    message.Data = null;
                    _active--;
                },
                failed: () => _available.Add(message));
        }
    }

    public Task DeadLetter(Guid token, IDictionary<string, object>? changes, string? reason, string? description)
    {
        if (deadLetters is null)
        {
            throw new InvalidOperationException($"'{path}' holds dead letters: they cannot be dead-lettered again.");
        }
        lock (engine.Gate)
        {
            var message = Unlock(token, changes, out var data);
            return MoveToDeadLetters(message, data, reason, description);
        }
    }

    public Task<DateTimeOffset> Renew(Guid token)
    {
        lock (engine.Gate)
        {
            var until = _locks.Renew(token, engine.Agenda.Now) ?? throw Failures.LockLost(path);
            engine.Agenda.Arm(_locks.NextExpiry);
            return Task.FromResult(new DateTimeOffset(until, TimeSpan.Zero));
        }
    }

    private StoredMessage Unlock(Guid token)
    {
        var now = engine.Agenda.Now;
        var message = _locks.Release(token, now) ?? throw Failures.LockLost(path);
        engine.LocksChanged(now);
        return message;
    }

    // The changes are checked before the lock is given up: a refused settlement leaves the message with its receiver.
    private StoredMessage Unlock(Guid token, IDictionary<string, object>? changes, out MessageData data)
    {
        MessageData.NoProperties.With(changes);
        var message = Unlock(token);
        data = DataOf(message);
        data = data with { Properties = data.Properties.With(changes) };
        return message;
    }

    private Task Remove(StoredMessage message)
    {
        message.Phase = Phase.Settling;
        return engine.Journal.Append(rows => rows.Delete(message.Key), committed: () => Forget(message), failed: () => _available.Add(message));
    }

    private Task MoveToDeadLetters(StoredMessage message, MessageData data, string? reason, string? description)
    {
        message.Phase = Phase.Settling;
        var properties = new Dictionary<string, object>();
        if (reason is not null)
        {
            properties[DeadLetterProperties.Reason] = reason;
        }
        if (description is not null)
        {
            properties[DeadLetterProperties.Description] = description;
        }
        var dead = data with { DeadLetterSource = path, Properties = data.Properties.With(properties) };
        var encoded = MessageEncoding.Encode(dead);
        var letter = new StoredMessage
        {
            // Its number stays: it is the same message, in another place.
            Key = deadLetters!.Numbers.KeyOf(message.Sequence),
            Sequence = message.Sequence,
            EnqueuedSequence = message.EnqueuedSequence,
            EnqueuedAt = message.EnqueuedAt,
            ExpiresAt = long.MaxValue,
            Size = encoded.Length,
            Deliveries = message.Deliveries,
            Data = dead,
        };
        return engine.Journal.Append(
            rows =>
            {
                rows.Delete(message.Key);
                rows.Insert(letter.Row(RowState.Active), encoded);
            },
            committed: () =>
            {
                Forget(message);
                deadLetters.Add(letter);
            },
            failed: () => _available.Add(message));
    }

    private void Forget(StoredMessage message)
    {
        _active--;
        if (message.Expires)
        {
            _expiring.Remove(message);
        }
    }

    private static string TooManyDeliveries(StoredMessage message) => $"The message was not consumed in {message.Deliveries} deliveries.";
}
