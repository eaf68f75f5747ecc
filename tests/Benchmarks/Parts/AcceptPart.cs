using System.Net;
using Serverless.Benchmarks.Load;
using Serverless.RunningApp;

namespace Serverless.Benchmarks.Parts;

/// <summary>
/// Orders accepted a second and how long one takes, by number of clients; orders brought to paid a second, from the first
/// request to the moment at which the last of them is paid; and what one paid order costs in calls.
/// </summary>
internal static class AcceptPart
{
    private static readonly int[] Clients = [1, 16, 64];

    public static async Task Measure(Table table, Scale scale)
    {
        var baseline = await Baseline(scale);
        await using var app = await App.StartWarm(scale, scale.WarmUpOrders);
        var measured = new Dictionary<int, LoadReport>();
        foreach (var clients in Clients)
        {
            measured[clients] = await app.Place(clients, scale.Seconds, int.MaxValue);
        }
        var costs = await app.Costs(scale.WarmUpOrders);

        table.Section("accepting");
        foreach (var clients in Clients)
        {
            var (bare, ours) = (baseline[clients], measured[clients]);
            table.Compared($"accepted/s, clients: {clients}", ours.AcceptedPerSecond, bare.AcceptedPerSecond, "/s", clients == 64 ? 0.1 : null);
            table.Compared("  until the answer, p50", ours.Latencies.P50, bare.Latencies.P50, "ms");
            table.Compared("  until the answer, p99", ours.Latencies.P99, bare.Latencies.P99, "ms");
        }
        table.Section("paying (all of the above, and everything behind it)");
        table.Compared("brought to paid/s, 64 clients", measured[64].PaidPerSecond, baseline[64].AcceptedPerSecond, "/s", 0.043);
        Costs(table, costs);
    }

    private static async Task<Dictionary<int, LoadReport>> Baseline(Scale scale)
    {
        var data = Directory.CreateTempSubdirectory("bench-").FullName;
        var port = AppProcess.FreePort();
        using var server = Processes.StartBaseline(port, data);
        try
        {
            await Until.True(() => Listens(port));
            await Processes.Load($"--port {port} --sku x --run warm --clients 16 --seconds 2 --orders {int.MaxValue}");
            var measured = new Dictionary<int, LoadReport>();
            foreach (var clients in Clients)
            {
                measured[clients] = await Processes.Load($"--port {port} --sku x --run c{clients} --clients {clients} --seconds {scale.Seconds} --orders {int.MaxValue}");
            }
            return measured;
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<bool> Listens(int port)
    {
        try
        {
            using var connection = new HttpConnection();
            await connection.Connect(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static void Costs(Table table, Counters perOrder)
    {
        table.Section("one paid order costs");
        // A batch that was relayed twice after a restart of its lease shows up as thousandths.
        table.Figure("Cosmos DB writes", perOrder.Writes, "", atMost: 3.005);
        table.Figure("Cosmos DB point reads", perOrder.Reads, "", atMost: 2.005);
        table.Figure("Cosmos DB queries", perOrder.Queries, "", atMost: 0.005);
        table.Figure("bus messages", perOrder.Messages, "", atMost: 3.005);
        table.Figure("provider calls", perOrder.ProviderCalls, "", atMost: 1.005);
        table.Figure("lease writes of the change feed, shared by many", perOrder.LeaseWrites, "");
    }
}
