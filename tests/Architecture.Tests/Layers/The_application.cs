using System.Xml.Linq;

namespace Serverless.Architecture.Tests.Layers;

public class The_application
{
    private static readonly string[] Folders = ["functions", "shared"];

    [Fact]
    public void Holds_no_conditional_code() => Assert.Empty(Lines(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)));

    [Theory]
    [InlineData("embedded")]
    [InlineData("FunctionsRuntime")]
    [InlineData("GetEntryAssembly")]
    [InlineData("Azurite")]
    public void Never_asks_what_it_runs_on(string word) =>
        Assert.Empty(Lines(line => line.Contains(word, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void Compiles_the_same_files_for_both_runtimes()
    {
        var projects = Repository.Projects(Folders).Select(XDocument.Load).ToList();
        Assert.NotEmpty(projects);
        Assert.DoesNotContain(projects.SelectMany(project => project.Descendants()), item => item.Name.LocalName is "Compile" or "DefineConstants");
    }

    private static IEnumerable<string> Lines(Func<string, bool> matches) =>
        Repository.Sources(Folders).SelectMany(file => file.Code.Where(matches).Select(line => $"{file}: {line.Trim()}"));
}
