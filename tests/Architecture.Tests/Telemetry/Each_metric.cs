using System.Text.RegularExpressions;

namespace Serverless.Architecture.Tests.Telemetry;

/// <summary>docs/telemetry.md has every metric, and no other.</summary>
public partial class Each_metric
{
    private static readonly string[] Measured =
    [
        .. Repository.Sources("functions", "shared", "infra/embedded/Runtime")
            .SelectMany(file => Instrument().Matches(string.Join('\n', file.Lines)))
            .Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Is_documented() => Assert.Equal(Measured, Documented().Order(StringComparer.Ordinal));

    [Fact]
    public void Is_found_at_all() => Assert.True(Measured.Length > 10, $"Only {Measured.Length} were found.");

    // The rows of the table: dotnet.* stands for .NET's own.
    private static IEnumerable<string> Documented() =>
        from line in File.ReadLines(Repository.PathOf("docs/telemetry.md")).SkipWhile(line => line != "## Metrics").TakeWhile(line => line != "## Logs")
        let row = Row().Match(line)
        where row.Success && row.Groups["name"].Value != "dotnet.*"
        select row.Groups["name"].Value;

    [GeneratedRegex("""\.Create(Counter|Histogram|UpDownCounter|Gauge|Observable\w+)(<\w+>)?\(\s*"(?<name>[a-z_.]+)",""")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"^\| `(?<name>[a-z_.*]+)` \|")]
    private static partial Regex Row();
}
