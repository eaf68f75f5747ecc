using System.Net;
using System.Text;

namespace Serverless.Functions.Tests.Imports;

/// <summary>An application of its own: its orders are placed and not paid, which is another matter.</summary>
public sealed class When_an_import_is_large : IAsyncLifetime
{
    private const int Rows = 10_000;

    private Shop? _shop;

    private Shop Shop => _shop!;

    public async ValueTask InitializeAsync() => _shop = await Shop.Open(["--AzureWebJobs.RelayOrders.Disabled=true", "--Logging:LogLevel:Default=Warning"]);

    public ValueTask DisposeAsync() => Shop.DisposeAsync();

    [Fact]
    public async Task Its_good_rows_are_placed_and_its_bad_ones_told()
    {
        var anna = await Shop.Operator("anna");
        var rows = Enumerable.Range(1, Rows).Select(row => row % 100 == 0 ? "{}" : ImportSteps.Row($"c-{row % 500}", $"r-{row}"));

        var accepted = await anna.Import("large", string.Join('\n', rows));
        var ended = await Shop.Ended(anna, accepted.Id);

        Assert.Equal(("completed", (Rows, Rows - 100, 100)), ((string)ended.Body["status"]!, ended.Rows()));
        Assert.Equal(Enumerable.Range(1, 100).Select(bad => $"{100 * bad}: invalid_customer"), await anna.BadRows(accepted.Id, pageSize: 30));
        Assert.Equal(20, await Shop.OrdersOf("c-77"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_refused_beyond_90_MB_and_places_nothing(bool isChunked)
    {
        var anna = await Shop.Operator("anna");

        var refused = await anna.Import($"too large {isChunked}", new Endless(91L * 1024 * 1024, isChunked));

        Assert.Equal((413, "import_too_large"), refused.Refusal);
        Assert.Equal(0, await Shop.OrdersOf("endless"));
    }

    /// <summary>Rows without end, up to a length; only a client that counts first says how long it is.</summary>
    private sealed class Endless(long length, bool isChunked) : HttpContent
    {
        private static readonly byte[] Row = Encoding.UTF8.GetBytes(
            ImportSteps.Row("endless", null).Replace("pm_card_visa", "pm_" + new string('x', 60_000), StringComparison.Ordinal) + "\n");

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var left = length; left > 0; left -= Row.Length)
            {
                await stream.WriteAsync(Row.AsMemory(0, (int)Math.Min(left, Row.Length)));
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return !isChunked;
        }
    }
}
