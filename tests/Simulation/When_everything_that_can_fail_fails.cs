using Serverless.Simulation.Campaign;

namespace Serverless.Simulation;

[Collection("One after the other: seeds use every processor.")]
public class When_everything_that_can_fail_fails
{
    private const ulong Count = 20_000;

    [Fact]
    public void No_order_is_lost_and_no_card_charged_twice()
    {
        var report = Seeds.Run(first: 1, Count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{report.Seeds:N0} seeds in {report.Took.TotalSeconds:N1} s");
        if (report.Failures is [var failure, ..])
            Assert.Fail($"seed {failure.Seed}\n{Seeds.Replay(failure.Seed, flaw: null)}");
        Assert.Equal(Count, report.Seeds);
    }

    [Fact]
    public void A_seed_replays_to_the_line() => Assert.All(
        Enumerable.Range(1, 20).Select(seed => (ulong)seed),
        seed => Assert.Equal(Seeds.Replay(seed, flaw: null), Seeds.Replay(seed, flaw: null)));
}
