using Serverless.Simulation.Campaign;

namespace Serverless.Simulation;

[Collection("One after the other: seeds use every processor.")]
public class When_the_system_has_a_known_flaw
{
    /// <summary>Within how many seeds each flaw must be noticed: several times what it takes today.</summary>
    public static TheoryData<Flaw, ulong> Flaws => new()
    {
        { Flaw.SettledBeforeHandled, 50 },
        { Flaw.FreshProviderKeyPerTry, 50 },
        { Flaw.NoOutbox, 500 },
        { Flaw.OlderMessagesDropped, 500 },
        { Flaw.RelayGivesUp, 50 },
        { Flaw.CheckpointBeforeRelay, 50 },
        { Flaw.EtagsIgnored, 2_000 },
        { Flaw.LostRacesIgnored, 10_000 },
        { Flaw.ReadsFromAStaleCache, 50 },
        { Flaw.LostAnswerTakenAsRefusal, 1_000 },
        { Flaw.KeyThoughtImmortal, 5_000 },
        { Flaw.SearchedInsteadOfListed, 5_000 },
        { Flaw.NewIntentPerAttempt, 500 },
        { Flaw.VoidBelievedUnasked, 1_000 },
        { Flaw.RefundBelievedUnasked, 500 },
        { Flaw.RefundPastTheOrder, 100 },
        { Flaw.PendingRefundForgotten, 500 },
        { Flaw.OldReportsApplied, 500 },
        { Flaw.CompletedBeforeCopied, 100 },
        { Flaw.CopiesKeepTheirId, 50 },
        { Flaw.DeadLettersDropped, 10_000 },
        { Flaw.FreshRequestKeyPerTry, 200 },
        { Flaw.AnsweredBeforeWritten, 100 },
    };

    [Theory]
    [MemberData(nameof(Flaws))]
    public void The_simulation_notices(Flaw flaw, ulong within)
    {
        var report = Seeds.Run(first: 1, within, flaw);
        Assert.True(report.Failures.Count > 0, $"{flaw} is not noticed in {within} seeds.");
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {report.Failures[0].Seed}: {report.Failures[0].Wrong[0]}");
    }

    [Fact]
    public void Every_flaw_is_listed() => Assert.Equal(Enum.GetValues<Flaw>().Order(), Flaws.Select(row => row.Data.Item1).Order());
}
