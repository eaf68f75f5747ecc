using System.Text.Json.Nodes;
using Serverless.Sbom;

namespace Serverless.Infrastructure.Tests.Delivery;

public class The_bill_of_materials
{
    private const string Application = "Serverless.Functions";

    private static readonly string Folder = AppContext.BaseDirectory;
    private static readonly JsonNode Deps = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{Application}.deps.json")))!;
    private static readonly JsonNode Bill = JsonNode.Parse(Write())!;

    private static IEnumerable<JsonObject> Components => Bill["components"]!.AsArray().Select(component => component!.AsObject());

    [Fact]
    public void Has_every_package_of_the_application_with_its_hash_and_nothing_else() => Assert.Equal(
        from library in Deps["libraries"]!.AsObject()
        where (string)library.Value!["type"]! == "package"
        let hash = ((string)library.Value["sha512"]!)["sha512-".Length..]
        let line = $"pkg:nuget/{library.Key.Replace('/', '@')} {Convert.ToHexStringLower(Convert.FromBase64String(hash))}"
        orderby line
        select line,
        from component in Components
        where component["purl"] is not null
        let hash = Assert.Single(component["hashes"]!.AsArray())!
        let line = $"pkg:nuget/{component["name"]}@{component["version"]} {((string)hash["alg"]! == "SHA-512" ? hash["content"] : "")}"
        orderby line
        select line);

    [Fact]
    public void Has_our_own_assemblies_and_the_frameworks()
    {
        Assert.Equal(Application, (string)Bill["metadata"]!["component"]!["name"]!);
        string[] expected = ["library Serverless.Domain", "library Serverless.Adapters", "framework Microsoft.NETCore.App", "framework Microsoft.AspNetCore.App"];
        Assert.Empty(expected.Except(Components.Select(component => $"{component["type"]} {component["name"]}")));
        Assert.All(Components.Where(component => ((string)component["name"]!).StartsWith("Serverless.", StringComparison.Ordinal)), component =>
            Assert.Matches("^[0-9a-f]{64}$", (string)component["hashes"]![0]!["content"]!));
    }

    [Fact]
    public void Knows_the_licence_of_every_package() => Assert.Equal(
        [], Components.Where(component => component["purl"] is not null && component["licenses"] is null).Select(component => (string)component["name"]!));

    [Fact]
    public void Says_what_needs_what_and_names_nothing_that_is_not_in_it()
    {
        var known = Components.Append(Bill["metadata"]!["component"]!.AsObject()).Select(component => (string)component["bom-ref"]!).ToList();
        Assert.Equal(known.Distinct(), known);
        var needs = Bill["dependencies"]!.AsArray().ToDictionary(each => (string)each!["ref"]!, each => each!["dependsOn"]!.AsArray().Select(on => (string)on!));
        Assert.Empty(needs.Keys.Concat(needs.Values.SelectMany(on => on)).Except(known));
        Assert.Contains(needs[$"pkg:nuget/{Application}@1.0.0"], on => on.StartsWith("pkg:nuget/Serverless.Adapters@", StringComparison.Ordinal));
    }

    [Fact]
    public void Is_the_same_for_the_same_application()
    {
        Assert.Equal(Write(), Write());
        Assert.DoesNotContain("timestamp", Write(), StringComparison.Ordinal);
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", (string)Bill["serialNumber"]!);
    }

    private static string Write() => BillOfMaterials.Of(Folder, Application, Packages);

    private static string Packages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
