using System.Text.Json;
using Serverless.Adapters.Cosmos;
using Serverless.Adapters.Imports;
using Serverless.Domain;
using Serverless.Domain.Imports;
using Serverless.Workflows;
using Serverless.Workflows.Imports;
using Serverless.Workflows.Orders;

namespace Serverless.Adapters.Tests.Imports;

public class ImportStoreTests : IAsyncLifetime
{
    private static readonly CustomerId Anna = CustomerId.Parse("anna");
    private static readonly ImportId First = ImportId.For(Anna, IdempotencyKey.Parse("import-1"));
    private static readonly ImportId Second = ImportId.For(Anna, IdempotencyKey.Parse("import-2"));
    private static readonly BadRow Bad = new(4, "malformed_row", "A row has 5 fields.", "quantity");

    private Wires _wires = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private IImportStore Store => _wires.Get<IImportStore>();

    public async ValueTask InitializeAsync() => _wires = await Wires.Open();

    public ValueTask DisposeAsync() => _wires.DisposeAsync();

    public static TheoryData<string> States => [.. Every().Select(import => import.GetType().Name)];

    [Theory]
    [MemberData(nameof(States))]
    public async Task An_import_is_read_as_it_was_written(string state)
    {
        var import = Every().Single(import => import.GetType().Name == state);
        var version = await Store.Save(import, null, Stop);
        Assert.Equal(new Stored<Import>(import, version!.Value), await Store.Find(First, Stop));
    }

    [Fact]
    public async Task Of_two_who_write_the_same_version_one_wins()
    {
        var begun = await Store.Save(Uploading(First), null, Stop);
        Assert.Null(await Store.Save(Uploading(First), null, Stop));
        Assert.NotNull(await Store.Save(Accepted(First), begun, Stop));
        Assert.Null(await Store.Save(Uploading(First) with { Attempt = 2 }, begun, Stop));
        Assert.IsType<Import.Accepted>((await Store.Find(First, Stop))!.State);
    }

    [Fact]
    public async Task Those_that_wait_for_something_are_found()
    {
        var begun = await Store.Save(Accepted(First), null, Stop);
        await Store.Save(Uploading(Second), null, Stop);
        Assert.Equal(new[] { First, Second }.ToHashSet(), await Store.Open(Stop).ToHashSetAsync(cancellationToken: Stop));
        await Store.Save(Completed(First), begun, Stop);
        Assert.Equal([Second], await Store.Open(Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task A_chunk_is_read_as_it_was_written_however_often()
    {
        var chunk = Chunk(1, 1);
        await Store.Save(chunk, Stop);
        await Store.Save(chunk, Stop);
        var read = (await Store.FindChunk(First, 1, 1, Stop))!;
        Assert.Equivalent(chunk, read, strict: true);
        Assert.Null(await Store.FindChunk(First, 2, 1, Stop));
        Assert.Null(await Store.FindChunk(Second, 1, 1, Stop));
    }

    [Fact]
    public async Task Only_the_rows_of_one_upload_are_counted()
    {
        Assert.Equal(0, await Store.RowsWritten(First, 1, Stop));
        foreach (var (attempt, number) in new[] { (1, 1), (1, 2), (2, 1) })
        {
            await Store.Save(Chunk(attempt, number), Stop);
        }
        await Store.Save(Chunk(1, 1) with { Import = Second }, Stop);
        Assert.Equal((8, 4), (await Store.RowsWritten(First, 1, Stop), await Store.RowsWritten(First, 2, Stop)));
    }

    [Fact]
    public async Task A_result_is_written_once_and_over_the_version_that_was_read()
    {
        var dead = new ChunkResult(First, new ChunkTally(1, 0, 0, 0, Samples.Noon, IsDead: true), 0, []);
        Assert.True(await Store.Save(dead, null, Stop));
        Assert.False(await Store.Save(Result(1, 4), null, Stop));
        Assert.True(await Store.Save(Result(1, 4, Bad), (await Store.FindResult(First, 1, Stop))!.Version, Stop));
        var read = (await Store.FindResult(First, 1, Stop))!.State;
        Assert.Equal((Result(1, 4).Tally, 4, Bad), (read.Tally, read.LastRow, Assert.Single(read.BadRows)));
        Assert.Null(await Store.FindResult(First, 2, Stop));
    }

    [Fact]
    public async Task The_numbers_of_all_results_of_one_import_are_read()
    {
        await Store.Save(Result(1, 4), null, Stop);
        await Store.Save(Result(2, 8), null, Stop);
        await Store.Save(Result(3, 8) with { Import = Second }, null, Stop);
        await Store.Save(Chunk(1, 1), Stop);
        Assert.Equal(
            [Result(1, 4).Tally, Result(2, 8).Tally],
            await Store.Tallies(First, Stop).OrderBy(tally => tally.Number).ToListAsync(Stop));
    }

    [Fact]
    public async Task Bad_rows_come_in_their_order_from_after_a_row()
    {
        // Written as batches end: in any order. More results than a page of the query has.
        foreach (var number in Enumerable.Range(1, 25).Reverse())
        {
            BadRow[] bad = number % 2 == 0 ? [] : [Bad with { Row = 10 * number - 1 }, Bad with { Row = 10 * number }];
            await Store.Save(Result(number, 10 * number, bad), null, Stop);
        }
        var all = await Store.BadRows(First, 0, Stop).Select(row => row.Row).ToListAsync(Stop);
        Assert.Equal(26, all.Count);
        Assert.Equal(all.Order(), all);
        Assert.Equal(all.Where(row => row > 109), await Store.BadRows(First, 109, Stop).Select(row => row.Row).ToListAsync(Stop));
    }

    [Fact]
    public async Task A_lost_answer_to_a_write_that_was_done_is_a_success()
    {
        _wires.Wire.LoseTheAnswerToTheNextWrite();
        Assert.NotNull(await Store.Save(Accepted(First), null, Stop));
    }

    [Fact]
    public void Its_documents_keep_their_form()
    {
        // What is stored outlives the code that wrote it: a renamed field must not change it unnoticed.
        Assert.Equal(
            $$"""
            {"id":"import","importId":"{{First}}","type":"import","schemaVersion":1,"state":"accepted","by":"anna","format":"csv","attempt":2,
            "startedAt":"2026-03-01T12:00:00+00:00","ttl":7776000,"open":true,"fingerprint":"f00d","chunks":2,"rows":8,
            "acceptedAt":"2026-03-01T12:00:02+00:00","resumes":1,"resumedAt":"2026-03-01T12:05:00+00:00"}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(Accepted(First).ToDocument(), CosmosJson.Default.ImportDocument));
        Assert.Equal(
            $$"""
            {"id":"chunk-1-2","importId":"{{First}}","type":"chunk","schemaVersion":1,"attempt":1,"number":2,"by":"anna","rows":4,"lastRow":4,
            "orders":[{"rows":[2,3],"customer":"alice","lines":[{"sku":"MUG","quantity":2},{"sku":"TEA","quantity":1}],"paymentMethod":"pm_card_visa","isCsv":true,"reference":"r-1"},
            {"rows":[1],"customer":"alice","lines":[{"sku":"MUG","quantity":1}],"paymentMethod":"pm_card_visa","isCsv":false}],
            "badRows":[{"row":4,"code":"malformed_row","reason":"A row has 5 fields.","field":"quantity"}],"ttl":1209600}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(ChunkDocument.Of(Chunk(1, 2)), CosmosJson.Default.ChunkDocument));
        Assert.Equal(
            $$"""
            {"id":"result-1","importId":"{{First}}","type":"result","schemaVersion":1,"number":1,"placed":3,"failed":1,"orders":2,
            "at":"2026-03-01T12:00:03+00:00","dead":false,"lastRow":4,
            "badRows":[{"row":4,"code":"malformed_row","reason":"A row has 5 fields.","field":"quantity"}],"ttl":7776000}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(ResultDocument.Of(Result(1, 4, Bad)), CosmosJson.Default.ResultDocument));
    }

    [Fact]
    public void A_document_of_a_later_version_is_not_guessed_at()
    {
        Assert.Throws<NotSupportedException>(() => (Accepted(First).ToDocument() with { SchemaVersion = 2 }).ToDomain());
        Assert.Throws<NotSupportedException>(() => (Accepted(First).ToDocument() with { Fingerprint = null }).ToDomain());
        Assert.Throws<NotSupportedException>(() => (ChunkDocument.Of(Chunk(1, 1)) with { SchemaVersion = 2 }).ToDomain());
        Assert.Throws<NotSupportedException>(() => (ResultDocument.Of(Result(1, 4)) with { SchemaVersion = 2 }).ToDomain());
    }

    private static IEnumerable<Import> Every() =>
    [
        Uploading(First),
        new Import.Broken(First, Anna, ImportFormat.Csv, 2, Samples.Noon, "upload_broken", "It broke off.", Samples.Noon.AddSeconds(1)),
        Accepted(First),
        Completed(First),
    ];

    private static Import.Uploading Uploading(ImportId id) => new(id, Anna, ImportFormat.Ndjson, 1, Samples.Noon);

    private static Import.Accepted Accepted(ImportId id) => new(
        id, Anna, ImportFormat.Csv, 2, Samples.Noon, "f00d", 2, 8, Samples.Noon.AddSeconds(2), 1, Samples.Noon.AddMinutes(5));

    private static Import.Completed Completed(ImportId id) =>
        new(Accepted(id), new ImportProgress(2, 0, 6, 2, 4, Samples.Noon.AddSeconds(9)));

    private static ImportChunk Chunk(int attempt, int number) => new(
        First, attempt, number, Anna, 4,
        [
            new ImportOrder([2, 3], Samples.Alice, Reference.Parse("r-1"), new PlaceOrderRequest([new("MUG", 2), new("TEA", 1)], "pm_card_visa"), IsCsv: true),
            new ImportOrder([1], Samples.Alice, null, new PlaceOrderRequest([new("MUG", 1)], "pm_card_visa"), IsCsv: false),
        ],
        [Bad]);

    private static ChunkResult Result(int number, int lastRow, params BadRow[] bad) =>
        new(First, new ChunkTally(number, 3, 1, 2, Samples.Noon.AddSeconds(3)), lastRow, bad);
}
