using System.Text.RegularExpressions;
using Serverless.Architecture.Tests;
using Serverless.Infrastructure.Tests.Settings;

namespace Serverless.Infrastructure.Tests.Security;

/// <summary>docs/security.md says which test shows what: a page that names tests of yesterday shows nothing.</summary>
public partial class The_page_on_security
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("docs/security.md"));

    private static readonly string[] Terms = [.. InCode().Matches(Text).Select(match => match.Groups[1].Value).Distinct()];

    private static readonly ILookup<string, string> Tests = Repository.Sources("tests").SelectMany(InFile).ToLookup(each => each.Class, each => each.Test);

    [Fact]
    public void Names_tests_that_exist()
    {
        var named = Terms.Where(term => TestName().IsMatch(term)).Select(term => term.Split('.')).ToList();
        Assert.True(named.Count > 50, $"Only {named.Count} tests are named.");
        Assert.Equal([], named.Where(parts => !Tests[parts[0]].Contains(parts[1])).Select(parts => string.Join('.', parts)));
    }

    [Fact]
    public void Names_a_test_for_each_of_the_ten_risks() => Assert.All(Enumerable.Range(1, 10), number =>
        Assert.Matches(new Regex($@"^\| API{number} [^\n]*`\w+\.\w+`", RegexOptions.Multiline), Text));

    [Fact]
    public void Names_files_that_exist() => Assert.All(
        Terms.Where(term => Regex.IsMatch(term, @"^(functions|shared|infra|docs|tests)/[\w./-]+$")), path => Assert.True(Path.Exists(Repository.PathOf(path)), path));

    [Fact]
    public void Names_settings_that_are_read() => Assert.All(
        Terms.Where(term => Regex.IsMatch(term, @"^[A-Z]\w*__\w+$")), term => Assert.Contains(term, SettingsInBicep.All.Keys));

    // A file may hold more than one class: what is named stands in the file of its class, below it.
    private static IEnumerable<(string Class, string Test)> InFile(SourceFile file)
    {
        var (name, marked) = ("", false);
        foreach (var line in file.Lines)
        {
            name = ClassName().Match(line) is { Success: true } found ? found.Groups[1].Value : name;
            marked |= Mark().IsMatch(line);
            if (marked && Method().Match(line) is { Success: true } method)
            {
                marked = false;
                yield return (name, method.Groups[1].Value);
            }
        }
    }

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InCode();

    [GeneratedRegex(@"^[A-Z]\w+\.[A-Z]\w+_\w+$")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^(?:public |internal |sealed |partial |abstract )*class (\w+)")]
    private static partial Regex ClassName();

    [GeneratedRegex(@"^\s+\[(Fact|Theory)\b")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s+(?:\[Fact\] )?public (?:async )?(?:Task|void|ValueTask) (\w+)\(")]
    private static partial Regex Method();
}
