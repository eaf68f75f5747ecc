using Serverless.Workflows.Imports;

namespace Serverless.Workflows.Tests.Imports;

/// <summary>At every call of the store, before and after it took effect, and between the answer and the queue.</summary>
public class When_a_process_dies
{
    private const int Rows = 450; // three chunks
    private static readonly string Upload = ImportDesk.Rows(Rows, row => row % 2 == 0 ? $"r-{row}" : null);

    public static TheoryData<int, bool> EachCall
    {
        get
        {
            var data = new TheoryData<int, bool>();
            for (var call = 1; call <= 6; call++)
            {
                data.Add(call, false);
                data.Add(call, true);
            }

            return data;
        }
    }

    [Fact]
    public async Task An_upload_makes_as_many_calls_as_are_cut_off_here()
    {
        var desk = new ImportDesk();
        await desk.Import(Upload);
        Assert.Equal(6, desk.Imports.Calls);
    }

    [Theory]
    [MemberData(nameof(EachCall))]
    public async Task During_the_upload_the_same_request_again_makes_each_order_once(int call, bool afterIt)
    {
        var desk = new ImportDesk();
        desk.Imports.DieAt(call, afterIt);
        await Assert.ThrowsAsync<OutageException>(() => desk.Receive(Upload));
        Assert.Empty(desk.Orders.Store.All);

        desk.Imports.Revive();
        var import = await desk.Import(Upload);
        await desk.Work();

        await IsWhole(desk, import.Id);
    }

    [Theory]
    [MemberData(nameof(EachCall))]
    public async Task During_the_upload_and_nobody_comes_back_it_is_failed_or_goes_on_by_itself(int call, bool afterIt)
    {
        var desk = new ImportDesk();
        desk.Imports.DieAt(call, afterIt);
        await Assert.ThrowsAsync<OutageException>(() => desk.Receive(Upload));

        desk.Imports.Revive();
        var id = Domain.Imports.ImportId.For(ImportDesk.Anna, Domain.IdempotencyKey.Parse("import-1")).Value;
        desk.Clock.Now += TimeSpan.FromMinutes(16);
        var seen = await desk.Reading.Get(id, TestContext.Current.CancellationToken);
        await desk.Resume();
        await desk.Work();

        if ((call, afterIt) is (6, true))
            await IsWhole(desk, id);
        else if (call > 2 || (call, afterIt) is (2, true))
            Assert.Equal(
                (ImportStatus.Failed, ImportStatus.Failed, "upload_broken", 0),
                (seen!.Status, (await desk.Get(id)).Status, (await desk.Get(id)).Failure!.Code, desk.Orders.Store.All.Count()));
        else
            Assert.Null(seen);
    }

    [Fact]
    public async Task Before_the_batches_are_on_the_queue_they_are_put_there_later_and_once()
    {
        var desk = new ImportDesk();
        var import = await desk.Import(Upload);
        desk.Queue.Clear();

        await desk.Resume();
        Assert.Empty(desk.Queue);
        desk.Clock.Now += TimeSpan.FromMinutes(5);
        await desk.Resume();
        await desk.Resume();
        Assert.Equal(3, desk.Queue.Count);
        await desk.Work();

        await IsWhole(desk, import.Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task While_a_batch_is_placed_it_is_placed_again(int call)
    {
        var desk = new ImportDesk();
        var import = await desk.Import(Upload);
        desk.Imports.DieAt(call, afterIt: true);
        await Assert.ThrowsAsync<OutageException>(() => desk.Place(desk.Queue[0]));

        desk.Imports.Revive();
        await desk.Work();

        await IsWhole(desk, import.Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(77)]
    [InlineData(200)]
    public async Task In_the_middle_of_a_batch_no_order_is_made_twice(int order)
    {
        var desk = new ImportDesk();
        var import = await desk.Import(Upload);
        var left = order;
        Die();
        await Assert.ThrowsAsync<OutageException>(() => desk.Place(desk.Queue[0]));
        desk.Orders.Store.BeforeSave = null;

        await desk.Work();

        await IsWhole(desk, import.Id);

        void Die() => desk.Orders.Store.BeforeSave = () =>
        {
            if (--left == 0)
                throw new OutageException("The process died.");
            Die();
        };
    }

    private static async Task IsWhole(ImportDesk desk, string id)
    {
        var import = await desk.Get(id);
        Assert.Equal((ImportStatus.Completed, new ImportRowCounts(Rows, Rows, 0), Rows), (import.Status, import.Rows, import.Orders));
        Assert.Equal(Rows, desk.Orders.Store.All.Count());
        await desk.Resume();
        Assert.Empty(desk.Queue);
        Assert.Equivalent(import, await desk.Get(id), strict: true);
    }
}
