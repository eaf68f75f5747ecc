using Serverless.Domain.Orders;
using Serverless.Workflows.Imports;

namespace Serverless.Workflows.Tests.Imports;

public class When_orders_are_imported
{
    private readonly ImportDesk desk = new();

    [Fact]
    public async Task Nothing_is_placed_before_the_batches_come()
    {
        var import = await desk.Import(ImportDesk.Rows(250));

        Assert.Equal((ImportStatus.Running, 250, 2), (import.Status, import.Rows.Read, desk.Queue.Count));
        Assert.Empty(desk.Orders.Store.All);
    }

    [Fact]
    public async Task Progress_is_what_the_batches_brought_so_far()
    {
        var import = await desk.Import(ImportDesk.Rows(400));
        desk.Clock.Now += TimeSpan.FromSeconds(10);
        await desk.Place(desk.Queue[0]);

        var half = await desk.Get(import.Id);
        Assert.Equal((ImportStatus.Running, 200, 50.0, 20.0), (half.Status, half.Rows.Placed, half.Percent, half.RowsPerSecond));
        Assert.Equal((desk.Clock.Now.AddSeconds(10), null), (half.ExpectedEndAt, half.EndedAt));
        await desk.Place(desk.Queue[1]);
        var whole = await desk.Get(import.Id);
        Assert.Equal((ImportStatus.Completed, 100.0, desk.Clock.Now), (whole.Status, whole.Percent, whole.EndedAt));
        Assert.Null(whole.ExpectedEndAt);
    }

    [Fact]
    public async Task A_batch_that_comes_again_counts_once()
    {
        var import = await desk.Import(ImportDesk.Rows(10));
        var batch = desk.Queue[0];
        await desk.Work();
        await desk.Place(batch);

        Assert.Equal(new ImportRowCounts(10, 10, 0), (await desk.Get(import.Id)).Rows);
        Assert.Equal(10, desk.Orders.Store.All.Count());
    }

    [Fact]
    public async Task A_reference_is_one_order_whatever_import_names_it()
    {
        await desk.Import(ImportDesk.Rows(3, row => $"r-{row}"), key: "import-1");
        await desk.Import(ImportDesk.Rows(4, row => $"r-{row}"), key: "import-2");
        await desk.Import(ImportDesk.Rows(3), key: "import-3");
        await desk.Work();

        Assert.Equal(4 + 3, desk.Orders.Store.All.Count());
    }

    [Fact]
    public async Task An_order_says_which_operator_placed_it()
    {
        await desk.Import(ImportDesk.Rows(1));
        await desk.Work();

        Assert.Equal(Cause.Operator(ImportDesk.Anna), Assert.Single(desk.Orders.Store.All).Facts.History[0].Cause);
    }

    [Fact]
    public async Task What_is_not_for_sale_fails_and_the_rest_is_placed()
    {
        var import = await desk.Import(ImportDesk.Rows(1) + "\n" + ImportDesk.Rows(1).Replace("MUG", "GONE", StringComparison.Ordinal));
        await desk.Work();

        Assert.Equal(["2 unknown_sku /lines/0/sku"], await desk.BadRows(import.Id));
        Assert.Equal((ImportStatus.Completed, new ImportRowCounts(2, 1, 1)), ((await desk.Get(import.Id)).Status, (await desk.Get(import.Id)).Rows));
    }

    [Fact]
    public async Task A_second_upload_with_its_key_while_the_first_runs_takes_its_place()
    {
        var body = new SlowBody();
        var first = desk.Receive(body.Reader);
        await body.Write(ImportDesk.Rows(250, row => $"first-{row}") + "\n");
        var second = await desk.Import(ImportDesk.Rows(3, row => $"second-{row}"));
        await body.End();

        Assert.IsType<ReceiveResult.Superseded>(await first);
        await desk.Work();
        Assert.Equal((ImportStatus.Completed, 3), ((await desk.Get(second.Id)).Status, desk.Orders.Store.All.Count()));
    }

    [Fact]
    public async Task A_broken_upload_is_failed_places_nothing_and_can_be_sent_again()
    {
        var body = new SlowBody();
        var first = desk.Receive(body.Reader);
        await body.Write(ImportDesk.Rows(250) + "\n");
        await body.End(new IOException("The client went away."));
        await Assert.ThrowsAsync<IOException>(() => first);

        var id = Domain.Imports.ImportId.For(ImportDesk.Anna, Domain.IdempotencyKey.Parse("import-1")).Value;
        var broken = await desk.Get(id);
        Assert.Equal((ImportStatus.Failed, "upload_broken", 200), (broken.Status, broken.Failure!.Code, broken.Rows.Read));
        await desk.Import(ImportDesk.Rows(2));
        await desk.Work();
        Assert.Equal((ImportStatus.Completed, 2), ((await desk.Get(id)).Status, desk.Orders.Store.All.Count()));
    }

    [Fact]
    public async Task Its_rows_are_counted_while_it_is_uploaded()
    {
        var body = new SlowBody();
        var upload = desk.Receive(body.Reader);
        await body.Write(ImportDesk.Rows(250) + "\n");
        var id = Domain.Imports.ImportId.For(ImportDesk.Anna, Domain.IdempotencyKey.Parse("import-1")).Value;

        Assert.Equal((ImportStatus.Running, 200), ((await desk.Get(id)).Status, (await desk.Get(id)).Rows.Read));
        await body.End();
        await upload;
    }

    [Fact]
    public async Task More_orders_than_an_import_may_have_are_refused_and_place_nothing()
    {
        var refused = Assert.IsType<ReceiveResult.Refused>(await desk.Receive(ImportDesk.Rows(ImportLimits.MaxOrders + 1)));

        Assert.Equal(("too_many_orders", true), (refused.Code, refused.IsTooLarge));
        var id = Domain.Imports.ImportId.For(ImportDesk.Anna, Domain.IdempotencyKey.Parse("import-1")).Value;
        Assert.Equal((ImportStatus.Failed, "too_many_orders"), ((await desk.Get(id)).Status, (await desk.Get(id)).Failure!.Code));
    }

    [Fact]
    public async Task The_same_key_with_the_same_rows_in_another_format_is_another_import()
    {
        await desk.Import(ImportDesk.Rows(1));

        Assert.IsType<ReceiveResult.KeyReused>(await desk.Receive(ImportDesk.Rows(1), format: ImportFormat.Csv));
    }
}
