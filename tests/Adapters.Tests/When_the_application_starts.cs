using Microsoft.Extensions.Hosting;
using Serverless.Domain.Catalog;
using Serverless.Workflows.Catalog;

namespace Serverless.Adapters.Tests;

public class When_the_application_starts
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_catalog_is_read_before_anybody_asks()
    {
        await using var wires = await Wires.Open();
        await Start(wires);
        var read = wires.Counters("catalog").Queries;
        Assert.Equal(1, read);
        Assert.Null(await wires.Get<ICatalog>().Find(Sku.Parse("TEA"), Stop));
        Assert.Equal(read, wires.Counters("catalog").Queries);
    }

    [Fact]
    public async Task A_database_that_is_out_stops_nothing_and_the_next_who_asks_reads()
    {
        await using var wires = await Wires.Open();
        wires.Wire.Fault = (_, _) => throw new HttpRequestException("Nobody answers.");
        await Start(wires);
        Assert.Equal(0, wires.Counters("catalog").Queries);
        wires.Wire.Fault = null;
        Assert.Empty(await wires.Get<ICatalog>().List(10, null, Stop));
    }

    private static async Task Start(Wires wires)
    {
        var reads = wires.Get<IEnumerable<IHostedService>>().OfType<FirstReads>().Single();
        await reads.StartAsync(Stop);
        await reads.ExecuteTask!;
    }
}
