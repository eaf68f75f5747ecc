using System.Net;
using System.Text.Json;

namespace Serverless.Benchmarks.Load;

/// <summary>The load generator's process: places orders, prints one line of JSON, and writes the orders to a file when asked.</summary>
internal static class Generator
{
    public static async Task Run(Arguments arguments)
    {
        var server = IPEndPoint.Parse(arguments.Text("server"));
        var order = new Order(arguments.Text("sku"), arguments.Text("run"));
        var customers = new List<Customer>();
        for (var number = 0; number < arguments.Number("clients"); number++)
        {
            customers.Add(await Customer.Connect(server, number, order));
        }
        var placed = arguments.Has("rate")
            ? await SteadyRate.Run(customers, arguments.Real("rate"), arguments.Real("seconds"))
            : await ClosedLoop.Run(customers, arguments.Real("warm-up"), arguments.Real("seconds"), arguments.Number("orders"));
        var report = new LoadReport(placed.Orders.Count, placed.Seconds, placed.Latencies, placed.Refused);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report));
        customers.ForEach(customer => customer.Dispose());
    }
}

/// <summary>What one run of the generator found.</summary>
internal sealed record LoadReport(int Accepted, double Seconds, Latencies Latencies, Dictionary<string, int> Refused)
{
    public double PerSecond => Accepted / Seconds;
}
