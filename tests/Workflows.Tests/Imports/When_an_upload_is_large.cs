using System.IO.Pipelines;
using System.Text;
using Serverless.Domain;
using Serverless.Domain.Imports;
using Serverless.Workflows.Imports;
using Serverless.Workflows.Imports.Rows;

namespace Serverless.Workflows.Tests.Imports;

/// <summary>Alone: what others hold meanwhile would be counted.</summary>
[CollectionDefinition(nameof(When_an_upload_is_large), DisableParallelization = true)]
[Collection(nameof(When_an_upload_is_large))]
public class When_an_upload_is_large
{
    private const int Megabyte = 1024 * 1024;

    // Long, so that many bytes are few orders.
    private static readonly string Customer = new('c', 240);
    private static readonly string Lines = string.Join(',', Enumerable.Range(1, 30).Select(line => $$"""{"sku":"SKU-{{line}}","quantity":1}"""));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ImportFormat.Ndjson)]
    [InlineData(ImportFormat.Csv)]
    public async Task Fifty_megabytes_are_read_while_a_few_are_held(ImportFormat format)
    {
        var import = new Import.Uploading(
            ImportId.For(ImportDesk.Anna, IdempotencyKey.Parse("large")), ImportDesk.Anna, format, 1, new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var (before, most, saved) = (GC.GetTotalMemory(forceFullCollection: true), 0L, 0);
        var body = new Pipe();
        var sending = Task.Run(() => Send(format, body.Writer), Stop);

        var read = await Upload.Read(
            import, body.Reader,
            _ =>
            {
                // Looking is slow: now and then.
                most = saved++ % 10 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before) : most;
                return Task.CompletedTask;
            },
            Stop);

        Assert.Equal((await sending, saved), (read.Rows, read.Chunks));
        Assert.InRange(most, 0, 8 * Megabyte);
    }

    /// <summary>Makes rows as they are taken, and says how many they were.</summary>
    private static async Task<int> Send(ImportFormat format, PipeWriter body)
    {
        var rows = 0;
        for (var length = 0; length < 50 * Megabyte; rows++)
        {
            var row = Encoding.UTF8.GetBytes(format == ImportFormat.Csv ? Csv(rows) : Ndjson(rows));
            await body.WriteAsync(row, Stop);
            length += row.Length;
        }
        await body.CompleteAsync();
        return rows;
    }

    private static string Ndjson(int row) =>
        $$"""{"customerId":"{{Customer}}","reference":"r-{{row}}","lines":[{{Lines}}],"paymentMethod":"pm_card_visa"}""" + "\n";

    // Fifty rows of an order follow each other.
    private static string Csv(int row) =>
        (row == 0 ? "customerId,reference,sku,quantity,paymentMethod\n" : "") + $"{Customer},r-{row / 50},SKU-{row % 50},1,pm_card_visa\n";
}
