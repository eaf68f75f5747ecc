using System.Net;
using System.Text.Json;

namespace Serverless.Benchmarks.Load;

/// <summary>The load generator's process: places orders and prints one line of JSON.</summary>
internal static class Generator
{
    // Enough that at a steady rate one is always free, unless the server has fallen far behind.
    private const int CustomersAtSteadyRate = 32;
    private const int MostLookedAt = 5_000;

    public static async Task Run(Arguments arguments)
    {
        var report = arguments.Has("reads") ? await Reading(arguments) : arguments.Has("rate") ? await Steady(arguments) : await Closed(arguments);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report));
    }

    private static async Task<LoadReport> Closed(Arguments arguments)
    {
        var customers = await Connect(arguments, arguments.Number("clients"));
        var placed = await ClosedLoop.Run(customers, arguments.Real("seconds"), arguments.Number("orders"));
        var untilPaid = arguments.Has("until-paid") ? await Following.UntilAllPaid(customers, placed, MostLookedAt) : 0;
        return new(placed.Orders.Count, placed.Seconds, placed.Latencies, placed.Refused) { SecondsUntilPaid = untilPaid };
    }

    private static async Task<LoadReport> Reading(Arguments arguments)
    {
        var customers = await Connect(arguments, arguments.Number("clients"));
        var placed = await ClosedLoop.Run(customers, seconds: 60, customers.Count);
        await Following.UntilAllPaid(customers, placed, MostLookedAt);
        return await Reads.Run(customers, placed.Orders, arguments.Real("seconds"));
    }

    private static async Task<LoadReport> Steady(Arguments arguments)
    {
        var load = new SteadyRate(await Connect(arguments, CustomersAtSteadyRate), await Connect(arguments, CustomersAtSteadyRate));
        var placed = await load.Run(arguments.Real("rate"), arguments.Real("seconds"), arguments.Number("follow"));
        return new(placed.Orders.Count, placed.Seconds, placed.Latencies, placed.Refused) { ToPaid = load.ToPaid };
    }

    private static async Task<IReadOnlyList<Customer>> Connect(Arguments arguments, int count)
    {
        var server = new IPEndPoint(IPAddress.Loopback, arguments.Number("port"));
        var order = new Order(arguments.Text("sku"), arguments.Text("run"));
        var customers = new List<Customer>();
        for (var number = 0; number < count; number++)
        {
            customers.Add(await Customer.Connect(server, number, order));
        }
        return customers;
    }
}
