using Serverless.RunningApp;

namespace Serverless.Embedded.Host.Tests.HostFile;

/// <summary>docs/host.md: what it says about each setting.</summary>
internal static class Page
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Folder, "docs/host.md"));

    /// <summary>Those that the file has: setting, value, range, why, here.</summary>
    public static IReadOnlyList<Row> Given { get; } = Read("## What the file says", (cells) => new(Bare(cells[0]), Bare(cells[1]), cells[2], cells[4]));

    /// <summary>Those that it leaves alone: setting, default, range, here.</summary>
    public static IReadOnlyList<Row> Left { get; } = Read("## What it leaves alone", cells => new(Bare(cells[0]), Bare(cells[1]), cells[2], cells[3]));

    private static Row[] Read(string heading, Func<string[], Row> row) =>
    [
        .. Lines.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => row([.. line.Trim('|').Split('|').Select(cell => cell.Trim())])),
    ];

    private static string Bare(string cell) => cell.Trim('`');
}

internal sealed record Row(string Path, string Value, string Range, string Here);
