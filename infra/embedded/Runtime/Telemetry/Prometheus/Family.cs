using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Serverless.Embedded.Telemetry.Prometheus;

/// <summary>One instrument and what it measured, under the name that OpenTelemetry's rules for Prometheus give it.</summary>
internal sealed class Family
{
    /// <summary>A bug that makes a tag of something unbounded must not fill the memory.</summary>
    private const int MostSeries = 1000;

    // What OpenTelemetry proposes for seconds, and for anything else.
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
    private static readonly double[] Numbers = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly Instrument _instrument;
    private readonly double[]? _bounds;
    private readonly bool _adds;
    private readonly string _type;

    private Family(Instrument instrument, string type, bool adds, double[]? bounds)
    {
        (_instrument, _type, _adds, _bounds) = (instrument, type, adds, bounds);
        Name = Labels.Name(instrument.Name) + Unit(instrument.Unit, type) + (type == "counter" ? "_total" : "");
    }

    public string Name { get; }

    public static Family Of<T>(Instrument instrument) where T : struct => instrument switch
    {
        Histogram<T> histogram => new(instrument, "histogram", adds: true, Bounds(histogram)),
        Counter<T> => new(instrument, "counter", adds: true, null),
        ObservableCounter<T> => new(instrument, "counter", adds: false, null),
        UpDownCounter<T> => new(instrument, "gauge", adds: true, null),
        _ => new(instrument, "gauge", adds: false, null),
    };

    public void Measured(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels.Of(tags);
        if (!_series.TryGetValue(labels, out var series))
        {
            series = _series.GetOrAdd(_series.Count < MostSeries ? labels : Labels.Overflow, _ => new Series(_bounds));
        }
        if (_adds)
        {
            series.Add(value);
        }
        else
        {
            series.Set(value);
        }
    }

    /// <summary>Lets go of what an observed instrument told last: it tells all that there is each time.</summary>
    public void Forget()
    {
        if (_instrument.IsObservable)
        {
            _series.Clear();
        }
    }

    public void Write(StringBuilder page)
    {
        if (_series.IsEmpty)
        {
            return;
        }
        if (_instrument.Description is { Length: > 0 } description)
        {
            page.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {description.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)}\n");
        }
        page.Append(CultureInfo.InvariantCulture, $"# TYPE {Name} {_type}\n");
        foreach (var (labels, series) in _series.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            Write(page, labels, series);
        }
    }

    private void Write(StringBuilder page, string labels, Series series)
    {
        var (value, count, buckets) = series.Read();
        var inside = labels.Length == 0 ? "" : $"{{{labels}}}";
        if (_bounds is null)
        {
            page.Append(CultureInfo.InvariantCulture, $"{Name}{inside} {value}\n");
            return;
        }
        var upTo = 0L;
        for (var bucket = 0; bucket < buckets.Length; bucket++)
        {
            upTo += buckets[bucket];
            page.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{labels}{(labels.Length == 0 ? "" : ",")}le=\"{_bounds[bucket]}\"}} {upTo}\n");
        }
        page.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{labels}{(labels.Length == 0 ? "" : ",")}le=\"+Inf\"}} {count}\n");
        page.Append(CultureInfo.InvariantCulture, $"{Name}_sum{inside} {value}\n{Name}_count{inside} {count}\n");
    }

    private static double[] Bounds<T>(Histogram<T> histogram) where T : struct =>
        histogram.Advice?.HistogramBucketBoundaries is { Count: > 0 } advised
            ? [.. advised.Select(bound => Convert.ToDouble(bound, CultureInfo.InvariantCulture))]
            : histogram.Unit == "s" ? Seconds : Numbers;

    private static string Unit(string? unit, string type) => unit switch
    {
        "s" => "_seconds",
        "ms" => "_milliseconds",
        "By" => "_bytes",
        "%" => "_percent",
        "1" when type == "gauge" => "_ratio",
        _ => "", // {order} and the like only say what is counted.
    };
}
