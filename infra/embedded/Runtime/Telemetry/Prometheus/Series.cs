namespace Serverless.Embedded.Telemetry.Prometheus;

/// <summary>What was measured under one combination of tags.</summary>
internal sealed class Series(double[]? bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[bounds?.Length ?? 0];
    private double _value;
    private long _count;

    /// <summary>Takes one measurement of many: of a counter or a histogram.</summary>
    public void Add(double value)
    {
        lock (_lock)
        {
            _value += value;
            _count++;
            var bucket = bounds is null ? -1 : Array.FindIndex(bounds, bound => value <= bound);
            if (bucket >= 0)
            {
                _buckets[bucket]++;
            }
        }
    }

    /// <summary>Takes a measurement that replaces the one before.</summary>
    public void Set(double value)
    {
        lock (_lock)
        {
            _value = value;
        }
    }

    /// <summary>The sum or the last value, how many there were, and how many were in each bucket.</summary>
    public (double Value, long Count, long[] Buckets) Read()
    {
        lock (_lock)
        {
            return (_value, _count, [.. _buckets]);
        }
    }
}
