using System.Diagnostics;
using System.Net;
using Serverless.Benchmarks.Load;

namespace Serverless.Benchmarks.Parts;

/// <summary>How soon the application serves, from the start of its process on an empty data folder. The median of some starts.</summary>
internal static class StartPart
{
    public static async Task Measure(Table table, Scale scale)
    {
        var (answers, orders, memory) = (new List<double>(), new List<double>(), new List<double>());
        var sku = await FirstSku(scale);
        for (var start = 0; start < scale.Starts; start++)
        {
            var begin = Stopwatch.GetTimestamp();
            await using var app = App.Start(scale);
            await app.Answers();
            answers.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            using var customer = await Customer.Connect(new IPEndPoint(IPAddress.Loopback, app.Port), 0, new Order(sku, "start"));
            if ((await customer.Place(0)).Status != 202)
            {
                throw new InvalidOperationException("The first order was refused.");
            }
            orders.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            memory.Add(app.ResidentMegabytes);
        }
        table.Section("start (median)");
        table.Figure("process start to the first answer", Median(answers), "s");
        table.Figure("process start to the first 202, token included", Median(orders), "s", atMost: 1.16);
        table.Figure("resident memory after the first order", Median(memory), "MB");
    }

    private static async Task<string> FirstSku(Scale scale)
    {
        await using var app = App.Start(scale);
        await app.Answers();
        return await app.Sku();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
