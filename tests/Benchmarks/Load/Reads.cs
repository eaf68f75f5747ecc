using System.Diagnostics;

namespace Serverless.Benchmarks.Load;

/// <summary>Each order is read by its customer, again as soon as it was answered.</summary>
internal static class Reads
{
    public static async Task<LoadReport> Run(IReadOnlyList<Customer> customers, IReadOnlyList<PlacedOrder> orders, double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(seconds * Stopwatch.Frequency);
        var took = await Task.WhenAll(orders.GroupBy(order => order.Customer).Select(own => Drive(customers[own.Key], own.First(), end)));
        var all = took.SelectMany(each => each).ToList();
        return new(all.Count, Stopwatch.GetElapsedTime(start).TotalSeconds, Latencies.Of(all), new Dictionary<string, int>());
    }

    private static async Task<List<long>> Drive(Customer customer, PlacedOrder order, long end)
    {
        var took = new List<long>();
        while (Stopwatch.GetTimestamp() is var sent && sent < end)
        {
            await customer.Read(order);
            took.Add(Stopwatch.GetTimestamp() - sent);
        }
        return took;
    }
}
