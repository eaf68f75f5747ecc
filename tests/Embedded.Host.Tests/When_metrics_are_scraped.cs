using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Telemetry.Prometheus;

namespace Serverless.Embedded.Host.Tests;

public sealed class When_metrics_are_scraped : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricsPage _page;
    private readonly Meter _meter;

    public When_metrics_are_scraped()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _page = new MetricsPage(meters);
        _meter = meters.Create("sample");
        _page.Start();
    }

    [Fact]
    public void A_counter_is_summed_up_for_each_combination_of_tags()
    {
        var orders = _meter.CreateCounter<long>("orders.changed", "{order}", "Orders.");
        orders.Add(1, new("status", "paid"), new("country", "de"));
        orders.Add(2, new("country", "de"), new("status", "paid"));
        orders.Add(4);
        Assert.Equal(
            """
            # HELP orders_changed_total Orders.
            # TYPE orders_changed_total counter
            orders_changed_total 4
            orders_changed_total{country="de",status="paid"} 3

            """, Family("orders_changed"));
    }

    [Fact]
    public void A_histogram_has_cumulated_buckets_within_the_bounds_that_its_maker_advised()
    {
        var took = _meter.CreateHistogram("took", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 2] });
        took.Record(0.5, new KeyValuePair<string, object?>("outcome", "ok"));
        took.Record(1.5, new KeyValuePair<string, object?>("outcome", "ok"));
        took.Record(30, new KeyValuePair<string, object?>("outcome", "ok"));
        Assert.Equal(
            """
            # TYPE took_seconds histogram
            took_seconds_bucket{outcome="ok",le="0.5"} 1
            took_seconds_bucket{outcome="ok",le="2"} 2
            took_seconds_bucket{outcome="ok",le="+Inf"} 3
            took_seconds_sum{outcome="ok"} 32
            took_seconds_count{outcome="ok"} 3

            """, Family("took"));
    }

    [Fact]
    public void What_is_observed_is_asked_each_time_and_forgotten_when_it_is_told_no_more()
    {
        List<Measurement<int>> depths = [new(3, new KeyValuePair<string, object?>("queue", "a")), new(5, new KeyValuePair<string, object?>("queue", "b"))];
        _meter.CreateObservableGauge("depth", () => depths);
        Assert.EndsWith("depth{queue=\"a\"} 3\ndepth{queue=\"b\"} 5\n", Family("depth"), StringComparison.Ordinal);
        depths.RemoveAt(0);
        Assert.EndsWith("gauge\ndepth{queue=\"b\"} 5\n", Family("depth"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_observed_counter_tells_its_total_and_not_the_sum_of_what_it_told()
    {
        _meter.CreateObservableCounter("pauses", () => 7, "s");
        Family("pauses");
        Assert.EndsWith("pauses_seconds_total 7\n", Family("pauses"), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_escaped()
    {
        _meter.CreateCounter<int>("odd-name").Add(1, new KeyValuePair<string, object?>("a tag", "back\\slash \"quote\"\nline"));
        Assert.EndsWith("odd_name_total{a_tag=\"back\\\\slash \\\"quote\\\"\\nline\"} 1\n", Family("odd_name"), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_combinations_of_tags_are_counted_together()
    {
        var counter = _meter.CreateCounter<int>("many");
        for (var number = 0; number < 1010; number++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("number", number));
        }
        Assert.Contains("many_total{otel_metric_overflow=\"true\"} 10\n", Family("many"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_host_of_the_process_measures_is_not_told()
    {
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        others.GetRequiredService<IMeterFactory>().Create("sample").CreateCounter<int>("foreign").Add(1);
        Assert.DoesNotContain("foreign", _page.Text(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _page.Dispose();
        _services.Dispose();
    }

    // The page also has what .NET itself measures.
    private string Family(string name) => string.Concat(_page.Text().Split('\n')
        .Where(line => line.Split(' ').Take(3).Any(word => word.StartsWith(name, StringComparison.Ordinal)))
        .Select(line => line + "\n"));
}
