using Serverless.Embedded.ServiceBus.Storage;

namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>
/// Numbers the messages of an entity from 1 upwards. A number is never given twice: numbers are reserved on disk by the
/// thousands, so a crash leaves a gap in them.
/// </summary>
internal sealed class SequenceNumbers(int entity, long reserved)
{
    private const long ReservedAtOnce = 10_000;

    private long _last = reserved;
    private long _reserved = reserved;
    private bool _toBeStored;

    public int Entity => entity;

    public long Next()
    {
        if (++_last > _reserved)
        {
            _reserved = _last + ReservedAtOnce - 1;
            _toBeStored = true;
        }
        return _last;
    }

    public long KeyOf(long sequence) => MessageKey.Of(entity, sequence);

    /// <summary>What the next group must store before any of the numbers is on disk; null when it is stored.</summary>
    public long? TakeReservation()
    {
        var reservation = _toBeStored ? _reserved : (long?)null;
        _toBeStored = false;
        return reservation;
    }

    /// <summary>Gives back the numbers that were reserved and not used.</summary>
    public void Release()
    {
        _toBeStored |= _reserved != _last;
        _reserved = _last;
    }
}
