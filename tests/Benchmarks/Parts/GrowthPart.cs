using Serverless.Benchmarks.Load;

namespace Serverless.Benchmarks.Parts;

/// <summary>What many orders do to memory and to the times of the next ones.</summary>
internal static class GrowthPart
{
    private const int Clients = 64;

    public static async Task Measure(Table table, Scale scale)
    {
        await using var app = await App.StartWarm(scale, scale.FewOrders);
        table.Section("growth");
        table.Figure($"resident memory at {scale.FewOrders:N0} orders", app.ResidentMegabytes, "MB");
        var few = await Look(app, scale);
        await app.Place(Clients, seconds: 3600, scale.OrdersForMemory - scale.FewOrders);
        table.Figure($"resident memory at {scale.OrdersForMemory:N0} orders", app.ResidentMegabytes, "MB", atMost: 244);
        await app.Place(Clients, seconds: 3600, scale.ManyOrders - scale.OrdersForMemory);
        var many = await Look(app, scale);
        table.Figure($"order to 202 at {scale.FewOrders:N0} orders, p50", few.Latencies.P50, "ms");
        table.Figure($"order to 202 at {scale.ManyOrders:N0} orders, p50", many.Latencies.P50, "ms");
        table.Figure($"order to 202 at {scale.FewOrders:N0} orders, p99", few.Latencies.P99, "ms");
        table.Figure($"order to 202 at {scale.ManyOrders:N0} orders, p99", many.Latencies.P99, "ms");
        table.Figure($"order to paid at {scale.FewOrders:N0} orders, p50", few.ToPaid!.P50, "ms");
        table.Figure($"order to paid at {scale.ManyOrders:N0} orders, p50", many.ToPaid!.P50, "ms");
    }

    private static Task<LoadReport> Look(App app, Scale scale) =>
        app.PlaceSteadily(SteadyPart.PerSecond, scale.SteadySeconds, SteadyPart.Followed);
}
