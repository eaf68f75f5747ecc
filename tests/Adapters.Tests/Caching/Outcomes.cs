using System.Diagnostics.Metrics;
using Serverless.Adapters.Caching;

namespace Serverless.Adapters.Tests.Caching;

/// <summary>What the metric says of the reads that this test makes, in their order.</summary>
internal sealed class Outcomes : IDisposable
{
    private static readonly AsyncLocal<List<string>?> Current = new();
    private readonly MeterListener _listener = new();

    public Outcomes()
    {
        Current.Value = [];
        OfThisTest = Current.Value;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == CacheMetrics.MeterName && instrument.Name == "cache.requests")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (ReferenceEquals(Current.Value, OfThisTest))
            {
                OfThisTest.Add((string)tags.ToArray().Single(tag => tag.Key == "outcome").Value!);
            }
        });
        _listener.Start();
    }

    public List<string> OfThisTest { get; }

    public void Dispose() => _listener.Dispose();
}
