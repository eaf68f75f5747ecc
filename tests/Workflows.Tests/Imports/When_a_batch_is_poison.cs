using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Imports;

namespace Serverless.Workflows.Tests.Imports;

public class When_a_batch_is_poison
{
    private readonly ImportDesk desk = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DeadLetter Letter => Assert.Single(desk.Letters.Store.All);

    [Fact]
    public async Task Its_import_fails_and_says_so_when_the_others_have_ended()
    {
        var import = await Poison();

        var failed = await desk.Get(import);
        Assert.Equal((ImportStatus.Failed, "batches_dead", new ImportRowCounts(250, 50, 0)), (failed.Status, failed.Failure!.Code, failed.Rows));
        Assert.Equal(("imports", "tries_used_up", DeadLetterState.Open), (Letter.Id.Source.Name, Letter.Death.Reason, Letter.State));
    }

    [Fact]
    public async Task It_is_not_driven_on_by_itself()
    {
        await Poison();
        desk.Clock.Now += TimeSpan.FromDays(1);
        await desk.Resume();

        Assert.Empty(desk.Queue);
    }

    [Fact]
    public async Task What_was_lost_beside_it_is_driven_on_alone()
    {
        await desk.Import(ImportDesk.Rows(250));
        var lost = desk.Queue[1];
        await desk.Poison(desk.Queue[0]);
        desk.Queue.Clear();
        desk.Clock.Now += TimeSpan.FromHours(1);
        await desk.Resume();

        Assert.Equal([lost], desk.Queue);
    }

    [Fact]
    public async Task A_replay_places_it_and_completes_the_import()
    {
        var import = await Poison();

        var replay = Assert.IsType<DeadLetterResult.Done>(await desk.Replaying.Replay(Letter.Id.Value, null, "anna", Stop));
        Assert.Equal(DeadLetterState.Open, Letter.State); // It is on no queue yet.
        await desk.Place(replay.ImportBatch!);

        Assert.Equal(DeadLetterState.Replayed, Letter.State);
        Assert.Equal((ImportStatus.Completed, 250), ((await desk.Get(import)).Status, desk.Orders.Store.All.Count()));
    }

    [Fact]
    public async Task A_replay_that_was_lost_is_sent_again_by_the_next_under_its_number()
    {
        await Poison();

        var lost = Assert.IsType<DeadLetterResult.Done>(await desk.Replaying.Replay(Letter.Id.Value, null, "anna", Stop));
        var again = Assert.IsType<DeadLetterResult.Done>(await desk.Replaying.Replay(Letter.Id.Value, null, "anna", Stop));

        Assert.Equal((lost.ImportBatch, 1), (again.ImportBatch, Letter.Replays));
    }

    [Fact]
    public async Task A_replay_that_dies_is_the_same_letter_and_opens_it_again()
    {
        await Poison();
        var replay = Assert.IsType<DeadLetterResult.Done>(await desk.Replaying.Replay(Letter.Id.Value, null, "anna", Stop));
        await desk.Poison(replay.ImportBatch!);

        Assert.Equal((DeadLetterState.Open, 2), (Letter.State, Letter.History.OfType<DeadLetterEvent.Died>().Count()));
    }

    [Fact]
    public async Task All_that_are_replayed_at_once_come_back_with_the_answer()
    {
        await Poison();

        var done = Assert.IsType<ReplayAllResult.Done>(await desk.Replaying.ReplayAll(new DeadLetterQuery(Source: "imports"), "anna", Stop));

        Assert.Equal((1, 1), (done.Counts.Replayed, done.ImportBatches.Count));
    }

    [Fact]
    public async Task One_that_was_placed_after_all_is_not_marked()
    {
        var import = await desk.Import(ImportDesk.Rows(3));
        var batch = desk.Queue[0];
        await desk.Work();
        await desk.Poison(batch);

        Assert.Equal(ImportStatus.Completed, (await desk.Get(import.Id)).Status);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"importId":"x","attempt":1,"chunk":1}""")]
    public async Task What_is_no_batch_is_kept_all_the_same(string body)
    {
        await desk.Poison(body);

        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(Letter.Content.Body.Span));
    }

    private async Task<string> Poison()
    {
        var import = await desk.Import(ImportDesk.Rows(250));
        await desk.Poison(desk.Queue[0]);
        desk.Queue.RemoveAt(0);
        await desk.Work();
        return import.Id;
    }
}
