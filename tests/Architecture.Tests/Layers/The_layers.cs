using System.Xml.Linq;

namespace Serverless.Architecture.Tests.Layers;

public class The_layers
{
    // The embedded runtime stands in this table as the packages that it stands in for.
    public static TheoryData<string, string, string[]> Allowed => new()
    {
        { "Domain", "shared/Domain", [] },
        { "Contracts", "shared/Contracts", [] },
        { "Workflows", "shared/Workflows", ["Domain", "Contracts"] },
        { "Adapters", "shared/Adapters", ["Domain", "Contracts", "Workflows", "Embedded"] },
        { "Functions", "functions", ["Domain", "Contracts", "Workflows", "Adapters", "Embedded"] },
        { "Embedded", "infra/embedded", [] },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void Code_uses_only_the_layers_below_it(string assembly, string folder, string[] allowed) =>
        Assert.Empty(AssemblyFile.Read(assembly).References.Where(IsOurs).Select(Short).Except(allowed).Select(other => $"{folder} uses {other}"));

    // A project reference that no code uses yet leaves no trace in the assembly.
    [Theory]
    [MemberData(nameof(Allowed))]
    public void Projects_refer_only_to_the_layers_below_them(string assembly, string folder, string[] allowed)
    {
        var project = XDocument.Load(Repository.PathOf($"{folder}/{assembly}.csproj"));
        var others = project.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        Assert.Empty(others.Except(allowed));
    }

    [Fact]
    public void The_domain_stands_on_the_language_alone()
    {
        var domain = AssemblyFile.Read("Domain");
        Assert.All(domain.References, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
        Assert.DoesNotContain(domain.Types, type =>
            type.Namespace.StartsWith("System.IO", StringComparison.Ordinal)
            || type.Namespace.StartsWith("System.Net", StringComparison.Ordinal)
            || type.Name is "TimeProvider" or "Stopwatch" or "Random");
    }

    [Theory]
    [InlineData("Adapters")]
    [InlineData("Functions")]
    public void Only_official_names_of_the_embedded_runtime_are_used(string assembly) =>
        Assert.DoesNotContain(AssemblyFile.Read(assembly).Types, type =>
            type.Assembly == "Serverless.Embedded" && type.Namespace.StartsWith("Serverless", StringComparison.Ordinal));

    [Fact]
    public void Only_the_table_of_contents_names_adapters() =>
        Assert.DoesNotContain(Repository.Sources("functions"), file => file.Name != "Program" && file.Code.Any(NamesAdapters));

    [Fact]
    public void The_table_of_contents_is_seen_to_name_adapters() =>
        Assert.Contains(Repository.Sources("functions"), file => file.Name == "Program" && file.Code.Any(NamesAdapters));

    private static bool NamesAdapters(string line) => line.Contains("Serverless.Adapters", StringComparison.Ordinal);

    private static bool IsOurs(string assembly) => assembly.StartsWith("Serverless.", StringComparison.Ordinal);

    private static string Short(string assembly) => assembly["Serverless.".Length..];
}
