using System.Globalization;

namespace Serverless.Simulation.Campaign;

/// <summary>The command line: seeds by the million, one seed with its trace, or every flaw.</summary>
internal static class CommandLine
{
    public static int Run(string[] args)
    {
        var flaw = Option("--flaw") is { } name ? Enum.Parse<Flaw>(name, ignoreCase: true) : (Flaw?)null;
        if (Option("--seed") is { } seed)
        {
            Console.WriteLine(Seeds.Replay(Number(seed), flaw));
            return 0;
        }

        var (first, count) = (Number(Option("--from") ?? "1"), Number(Option("--seeds") ?? "20000"));
        return args.Contains("--flaws") ? RunFlaws(first, count) : RunSeeds(first, count, flaw);

        string? Option(string option) => Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
    }

    private static int RunSeeds(ulong first, ulong count, Flaw? flaw)
    {
        var report = Seeds.Run(first, count, flaw, most: 10, done => Console.WriteLine($"{done:N0} seeds"));
        foreach (var failure in report.Failures)
            Console.WriteLine($"seed {failure.Seed}: {string.Join(" ", failure.Wrong)}");
        Console.WriteLine($"{report.Seeds:N0} seeds in {report.Took.TotalSeconds:N1} s, {report.PerSecond:N0} a second, {report.Failures.Count} failed");
        Console.WriteLine($"{report.Orders:N0} orders, {report.Faults:N0} faults, {report.Steps:N0} steps");
        if (report.Failures is [var earliest, ..])
            Console.WriteLine($"Replay: dotnet run --project tests/Simulation -- --seed {earliest.Seed}{(flaw is null ? "" : $" --flaw {flaw}")}");
        return report.Failures.Count == 0 ? 0 : 1;
    }

    private static int RunFlaws(ulong first, ulong count)
    {
        var missed = 0;
        foreach (var flaw in Enum.GetValues<Flaw>())
        {
            var noticed = Seeds.Run(first, count, flaw).Failures is [var failure, ..] ? failure : null;
            missed += noticed is null ? 1 : 0;
            Console.WriteLine($"{flaw,-28} {(noticed is null ? $"not noticed in {count:N0} seeds" : $"seed {noticed.Seed}: {noticed.Wrong[0]}")}");
        }

        return missed == 0 ? 0 : 1;
    }

    private static ulong Number(string text) => ulong.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
