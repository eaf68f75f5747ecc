using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Serverless.Sbom;

/// <summary>What a package says of its licence.</summary>
internal static class License
{
    /// <summary>As CycloneDX writes licences; null for a package that is not there or says nothing.</summary>
    public static JsonArray? Of(Library library, string packages)
    {
        var file = library.Path is null ? null : Path.Combine(packages, library.Path, $"{library.Name.ToLowerInvariant()}.nuspec");
        if (file is null || !File.Exists(file))
        {
            return null;
        }
        var about = XDocument.Load(file).Root!.Elements().First(element => element.Name.LocalName == "metadata").Elements().ToList();
        var license = about.Find(element => element.Name.LocalName == "license");
        var address = about.Find(element => element.Name.LocalName == "licenseUrl")?.Value;
        return license switch
        {
            { Value: var words } when (string?)license.Attribute("type") == "expression" => [words.Contains(' ')
                ? new JsonObject { ["expression"] = words }
                : new JsonObject { ["license"] = new JsonObject { ["id"] = words } }],
            { Value: var inside } => [Named($"{inside}, in the package")],
            null when address is not null => [Named(address)],
            null => null,
        };
    }

    private static JsonObject Named(string name) => new() { ["license"] = new JsonObject { ["name"] = name } };
}
