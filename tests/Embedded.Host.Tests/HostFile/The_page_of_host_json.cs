using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Host.Settings.HostFile;
using Serverless.Embedded.Triggers;
using Serverless.RunningApp;

namespace Serverless.Embedded.Host.Tests.HostFile;

/// <summary>JSON has no comments: docs/host.md says what each setting is for, and has to say it of the file that is run.</summary>
public class The_page_of_host_json
{
    private static readonly IReadOnlyList<HostSetting> Known = Read();

    private static readonly IReadOnlyDictionary<string, string> File = Leaves();

    [Fact]
    public void Has_each_setting_that_the_host_knows()
    {
        var rows = Page.Given.Concat(Page.Left).ToArray();
        Assert.Equal("", string.Join('\n', Known.Where(setting => !rows.Any(row => Is(setting, row))).Select(setting =>
            $"| `{setting.Path}` | {Default(setting)} | {setting.Range} | {Here(setting)} |")));
    }

    [Fact]
    public void Has_no_other() => Assert.All(Page.Given.Concat(Page.Left), row => Assert.Contains(Known, setting => Is(setting, row)));

    [Fact]
    public void Has_the_values_of_the_file() => Assert.Equal(
        File.OrderBy(leaf => leaf.Key, StringComparer.Ordinal),
        Page.Given.Select(row => KeyValuePair.Create(row.Path, row.Value)).OrderBy(leaf => leaf.Key, StringComparer.Ordinal));

    [Fact]
    public void Has_the_defaults_of_what_the_file_leaves_alone() => Assert.All(
        Page.Left, row => Assert.Equal((row.Path, Default(Of(row)).Trim('`')), (row.Path, row.Value)));

    [Fact]
    public void Has_the_range_of_each() => Assert.All(
        Page.Given.Concat(Page.Left), row => Assert.Equal((row.Path, Of(row).Range), (row.Path, row.Range)));

    [Fact]
    public void Says_of_what_has_no_effect_here_why() => Assert.All(Page.Given.Concat(Page.Left), row =>
        Assert.Equal((row.Path, Of(row).NoEffect is { } why ? "no effect: " + why : null), (row.Path, row.Here.StartsWith("no effect", StringComparison.Ordinal) ? row.Here : null)));

    private static HostSetting Of(Row row) => Known.First(setting => Is(setting, row));

    private static bool Is(HostSetting setting, Row row) =>
        setting.Path == row.Path || (setting.Path.EndsWith('*') && row.Path.StartsWith(setting.Path[..^1], StringComparison.Ordinal));

    private static string Default(HostSetting setting) => setting.Default is { } text ? $"`{text}`" : "none";

    private static string Here(HostSetting setting) => setting.NoEffect is { } why ? "no effect: " + why : "";

    private static IReadOnlyList<HostSetting> Read()
    {
        using var folder = new TemporaryFolder().With("host.json", """{ "version": "2.0" }""");
        var host = HostJson.Read(folder.Files, new ConfigurationBuilder().Build());
        new ServiceCollection().AddTriggers(host);
        return host.Known;
    }

    private static Dictionary<string, string> Leaves()
    {
        var leaves = new Dictionary<string, string>();
        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "host.json")));
        Add(leaves, "", json.RootElement);
        return leaves;
    }

    private static void Add(Dictionary<string, string> leaves, string path, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            leaves.Add(path, value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : value.ToString());
            return;
        }
        foreach (var member in value.EnumerateObject())
        {
            Add(leaves, path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value);
        }
    }
}
