using Serverless.Benchmarks.Parts;

namespace Serverless.Benchmarks;

/// <summary>
/// Measures the built application from outside: it, the baseline and the load generator are processes of their own on the
/// same cores. <c>--short</c> takes a quick look; <c>--only</c> names the parts to run, parted by commas; <c>--notices</c> has the
/// payment provider tell of each payment once more, which costs a request, a message and a read on top.
/// </summary>
internal static class Benchmarks
{
    private static readonly Dictionary<string, Func<Table, Scale, Task>> Parts = new()
    {
        ["start"] = StartPart.Measure,
        ["accept"] = AcceptPart.Measure,
        ["steady"] = SteadyPart.Measure,
        ["growth"] = GrowthPart.Measure,
        ["cache"] = CachePart.Measure,
        ["import"] = ImportPart.Measure,
        ["telemetry"] = TelemetryPart.Measure,
    };

    public static async Task Run(Arguments arguments)
    {
        var scale = (arguments.Has("short") ? Scale.Short : Scale.Full) with { WebhookMode = arguments.Has("notices") ? "prompt" : "never" };
        var chosen = arguments.Optional("only")?.Split(',') ?? [.. Parts.Keys];
        if (chosen.FirstOrDefault(part => !Parts.ContainsKey(part)) is { } unknown)
        {
            throw new ArgumentException($"There is no part '{unknown}'; there are {string.Join(", ", Parts.Keys)}.");
        }
        var table = new Table();
        foreach (var part in chosen)
        {
            await Parts[part](table, scale);
        }
        table.PrintWhole();
    }
}
