using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Serverless.Embedded.Telemetry.Prometheus;

/// <summary>
/// <c>GET /metrics</c>: what the instruments of this process measured, in Prometheus text format. Listens from the start of the host, to the
/// application, to the embedded services and to .NET itself; not to what the web server and the caches of the framework count for themselves.
/// An instrument that belongs to another host of the same process is not this one's to tell.
/// </summary>
internal sealed class MetricsPage : IDisposable
{
    private static readonly string[] Unwanted = ["Microsoft.AspNetCore.", "Microsoft.Extensions.", "System.Net."];

    private readonly ConcurrentDictionary<Instrument, Family> _families = new();
    private readonly MeterListener _listener = new();
    private readonly Lock _reading = new();
    private readonly IMeterFactory _own;

    public MetricsPage(IMeterFactory own)
    {
        _own = own;
        _listener.InstrumentPublished = Publish;
        _listener.MeasurementsCompleted = (instrument, _) => _families.TryRemove(instrument, out var _);
        Take<byte>(value => value);
        Take<short>(value => value);
        Take<int>(value => value);
        Take<long>(value => value);
        Take<float>(value => value);
        Take<double>(value => value);
        Take<decimal>(value => (double)value);
    }

    public void Start() => _listener.Start();

    public async Task Answer(HttpContext http)
    {
        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await http.Response.WriteAsync(Text(), http.RequestAborted);
    }

    public void Dispose() => _listener.Dispose();

    internal string Text()
    {
        var page = new StringBuilder(16 * 1024);
        lock (_reading)
        {
            foreach (var family in _families.Values)
            {
                family.Forget();
            }
            _listener.RecordObservableInstruments();
            // Two instruments of one name would be one family with the same series twice, which no scraper accepts.
            foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal).DistinctBy(family => family.Name))
            {
                family.Write(page);
            }
        }
        return page.ToString();
    }

    private void Publish(Instrument instrument, MeterListener listener)
    {
        if ((instrument.Meter.Scope is IMeterFactory other && other != _own)
            || Array.Exists(Unwanted, name => instrument.Meter.Name.StartsWith(name, StringComparison.Ordinal)))
        {
            return;
        }
        listener.EnableMeasurementEvents(instrument, instrument);
    }

    private void Take<T>(Func<T, double> number) where T : struct => _listener.SetMeasurementEventCallback<T>((instrument, value, tags, _) =>
        _families.GetOrAdd(instrument, Family.Of<T>).Measured(number(value), tags));
}
