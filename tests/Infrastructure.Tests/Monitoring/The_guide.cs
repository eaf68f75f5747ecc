using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Serverless.Architecture.Tests;
using Serverless.Architecture.Tests.Functions;
using Serverless.Infrastructure.Tests.Azure;
using Serverless.Infrastructure.Tests.Settings;

namespace Serverless.Infrastructure.Tests.Monitoring;

/// <summary>docs/operations.md is read when something is broken: what it names has to be there.</summary>
public partial class The_guide
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("docs/operations.md"));

    private static readonly string[] Terms = [.. InCode().Matches(Text).Select(match => match.Groups[1].Value).Distinct()];

    [Fact]
    public void Names_settings_that_are_read() => Assert.All(
        Terms.Where(term => Regex.IsMatch(term, @"^[A-Z]\w*__(\w+|\*)$")),
        term => Assert.Contains(SettingsInBicep.All.Keys, name =>
            term.EndsWith('*') ? name.StartsWith(term[..^1], StringComparison.Ordinal) : name == term));

    [Fact]
    public void Names_routes_that_are_answered()
    {
        var routes = FunctionMethod.WithTrigger<HttpTriggerAttribute>()
            .SelectMany(found => (found.Trigger.Methods ?? []).Select(method => $"{method.ToUpperInvariant()} /api/{found.Trigger.Route}"))
            .ToHashSet();
        Assert.All(Terms.Where(term => Regex.IsMatch(term, "^(GET|POST|PUT|DELETE) /api/")), term => Assert.Contains(term.Split('?')[0], routes));
    }

    [Fact]
    public void Names_files_that_exist() => Assert.All(
        Terms.Where(term => Regex.IsMatch(term, @"^(infra|tests|docs|\.github|modules)/[\w./-]+$")),
        path => Assert.True(Path.Exists(path.StartsWith("modules/", StringComparison.Ordinal)
            ? AzureFiles.PathOf(path)
            : Repository.PathOf(path)), path));

    [Fact]
    public void Disables_functions_that_there_are() => Assert.All(
        Regex.Matches(Text, @"AzureWebJobs\.(\w+)\.Disabled").Select(match => match.Groups[1].Value),
        function => Assert.Contains(FunctionMethod.All, each => each.Name == function));

    // camelCase words are parameters, properties of Azure or of host.json, or tags.
    [Fact]
    public void Names_parameters_that_there_are()
    {
        var known = string.Join('\n', AzureFiles.All("*.bicep").Append(Repository.PathOf("host.json")).Select(File.ReadAllText))
            + string.Join('\n', Repository.Sources("functions", "shared").SelectMany(file => file.Lines));
        Assert.All(Terms.Where(term => Regex.IsMatch(term, @"^[a-z]+[A-Z]\w*(\.[a-z]\w*)?$")), term => Assert.All(term.Split('.'), word =>
            Assert.Contains(word, known, StringComparison.OrdinalIgnoreCase)));
    }

    // A link inside the page that leads nowhere is found when there is no time for it.
    [Fact]
    public void Links_to_headings_that_exist() => Assert.All(
        Regex.Matches(Text, @"\]\(#([\w-]+)\)").Select(match => match.Groups[1].Value), anchor => Assert.Contains(anchor, Headings));

    internal static IReadOnlySet<string> Headings { get; } = Text.Split('\n').Where(line => line.StartsWith('#'))
        .Select(line => Regex.Replace(line.TrimStart('#', ' ').ToLowerInvariant(), "[^a-z0-9 -]", "").Replace(' ', '-')).ToHashSet();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InCode();
}
