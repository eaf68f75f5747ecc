using System.Text.RegularExpressions;
using Serverless.Infrastructure.Tests.Azure;

namespace Serverless.Infrastructure.Tests.Monitoring;

/// <summary>A query of the alerts or of the workbook.</summary>
internal sealed partial record Query(string Name, string Text)
{
    public static IReadOnlyList<Query> All { get; } =
    [
        .. AzureFiles.Json("alerts.json").EnumerateArray().Select(each => new Query(each.GetProperty("name").GetString()!, Lines(each))),
        .. AzureFiles.Json("workbook.json").EnumerateArray().Where(each => each.TryGetProperty("query", out _))
            .Select(each => new Query(each.GetProperty("title").GetString()!, Lines(each))),
    ];

    public string Table => Text.Split('\n').First(line => !line.StartsWith("let ", StringComparison.Ordinal));

    /// <summary>The values that a column is compared with.</summary>
    public IEnumerable<string> Values(string column) => Regex
        .Matches(Text, $@"(?<!\w){Regex.Escape(column)}\)? (?:==|in) \(?((?:'[^']+'(?:, )?)+|\d+)")
        .SelectMany(match => match.Groups[1].Value.Split(", ")).Select(value => value.Trim('\'')).Where(value => value != "").Distinct();

    /// <summary>The tags and placeholders that are read.</summary>
    public IEnumerable<string> Properties => PropertyName().Matches(Text).Select(match => match.Groups[1].Value + match.Groups[2].Value).Distinct();

    public override string ToString() => Name;

    private static string Lines(System.Text.Json.JsonElement each) => string.Join('\n', AzureFiles.Strings(each.GetProperty("query")));

    [GeneratedRegex(@"Properties(?:\.(\w+)|\['([\w.]+)'\])")]
    private static partial Regex PropertyName();
}
