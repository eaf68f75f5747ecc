using Serverless.Simulation.Campaign;

namespace Serverless.Simulation;

[Collection("One after the other: seeds use every processor.")]
public class When_the_system_has_a_known_flaw
{
    /// <summary>Within how many seeds each flaw must be noticed: several times what it takes today.</summary>
    public static TheoryData<Flaw, ulong> Flaws => new()
    {
        { Flaw.SettledBeforeHandled, 100 },
        { Flaw.FreshProviderKeyPerTry, 100 },
        { Flaw.NoOutbox, 100 },
        { Flaw.RelayGivesUp, 100 },
        { Flaw.CheckpointBeforeRelay, 100 },
        { Flaw.LostAnswerTakenAsRefusal, 100 },
        { Flaw.KeyThoughtImmortal, 5_000 },
        { Flaw.AbsenceBelievedAtOnce, 5_000 },
        { Flaw.SearchedInsteadOfListed, 1_000 },
        { Flaw.CompletedBeforeCopied, 100 },
        { Flaw.CopiesKeepTheirId, 100 },
        { Flaw.DeadLettersDropped, 1_000 },
        { Flaw.FreshRequestKeyPerTry, 100 },
    };

    [Theory]
    [MemberData(nameof(Flaws))]
    public void The_simulation_notices(Flaw flaw, ulong within)
    {
        var report = Seeds.Run(first: 1, within, flaw);
        Assert.True(report.Failures.Count > 0, $"{flaw} is not noticed in {within} seeds.");
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {report.Failures[0].Seed}: {report.Failures[0].Wrong[0]}");
    }
}
