using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Domain;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Imports;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Payments;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Imports;

/// <summary>The use cases of imports over simulated ports, and the queue between them.</summary>
internal sealed class ImportDesk
{
    public static readonly CustomerId Anna = CustomerId.Parse("anna");
    private readonly ImportSettings settings = new() { Parallelism = 1 };
    private readonly Shop shop = new();

    public ManualClock Clock => shop.Clock;

    public MemoryImports Imports { get; } = new();

    public MemoryDeadLetters Letters => shop.Letters;

    public MemoryCatalog Catalog => shop.Catalog;

    public MemoryOrders Orders => shop.Orders;

    /// <summary>What waits on the queue.</summary>
    public List<string> Queue { get; } = [];

    public ReadingImports Reading => new(Imports, settings, Clock);

    public ReplayingDeadLetters Replaying => new(Letters, shop.Bus, Clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private PlacingImports Placing => new(
        Imports, new PlacingOrders(Orders, Catalog, new PaymentSettings(), Clock), Replaying, settings, Clock);

    public static string Rows(int count, Func<int, string?>? reference = null) => string.Join('\n', Enumerable.Range(1, count).Select(row =>
        $$"""{"customerId":"c-{{row % 7}}",{{(reference?.Invoke(row) is { } named ? $"\"reference\":\"{named}\"," : "")}}"lines":[{"sku":"MUG","quantity":1}],"paymentMethod":"pm_card_visa"}"""));

    public Task<ReceiveResult> Receive(string rows, string key = "import-1", ImportFormat format = ImportFormat.Ndjson) =>
        Receive(PipeReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(rows))), key, format);

    public Task<ReceiveResult> Receive(PipeReader body, string key = "import-1", ImportFormat format = ImportFormat.Ndjson) =>
        new ReceivingImports(Imports, Clock, NullLogger<ReceivingImports>.Instance).Receive(Anna, IdempotencyKey.Parse(key), format, body, Stop);

    /// <summary>Uploads, and puts on the queue what the function would return.</summary>
    public async Task<ImportView> Import(string rows, string key = "import-1", ImportFormat format = ImportFormat.Ndjson)
    {
        var accepted = Assert.IsType<ReceiveResult.Accepted>(await Receive(rows, key, format));
        Queue.AddRange(accepted.Batches);
        return accepted.Import;
    }

    public async Task Resume() => Queue.AddRange(await new ResumingImports(Imports, settings, Clock).Resume(Stop));

    public Task Place(string batch) => Placing.Place(batch, Stop);

    /// <summary>Places all that waits. What fails stays on the queue.</summary>
    public async Task Work()
    {
        while (Queue is [var batch, ..])
        {
            Clock.Now += TimeSpan.FromSeconds(1);
            await Place(batch);
            Queue.RemoveAt(0);
        }
    }

    /// <summary>The host moved it to the poison queue.</summary>
    public Task Poison(string batch) => new GivingUpBatches(new KeepingDeadLetters(Letters, Clock), Imports, Clock)
        .Keep(new PoisonMessage(batch, "queue-1", 1, Clock.Now), Stop);

    public async Task<ImportView> Get(string id) => (await Reading.Get(id, Stop))!;

    /// <summary>The bad rows, as <c>row code field</c>.</summary>
    public async Task<IEnumerable<string>> BadRows(string id) =>
        Assert.IsType<Listing<BadRow>.Page>(await Reading.BadRows(id, new PageRequest("100", null), Stop))
            .Items.Select(row => $"{row.Row} {row.Code} {row.Field}".TrimEnd());
}
