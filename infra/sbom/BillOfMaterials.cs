using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.Sbom;

/// <summary>
/// What a published application is made of, as CycloneDX 1.6 has it: the packages with their hashes and licences, our own assemblies, the
/// frameworks, and what needs what. It follows from the files alone: the same application has the same bill, to the byte.
/// </summary>
internal static class BillOfMaterials
{
    public const string FileName = "bom.cdx.json";

    private static readonly JsonSerializerOptions Plain = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="folder">Where the application was published to.</param>
    /// <param name="application">The name of its assembly.</param>
    /// <param name="packages">Where the packages were restored to: they say what their licences are.</param>
    public static string Of(string folder, string application, string packages)
    {
        var libraries = DepsFiles(folder, application)
            .SelectMany(file => Library.In(Read(file)))
            .DistinctBy(library => library.Id)
            .OrderBy(library => library.Id, StringComparer.Ordinal)
            .ToList();
        var self = libraries.Single(library => library.Name == application);
        var others = libraries.Where(library => library != self).Select(library => Component(library, folder, packages));
        var bom = new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = Component(self, folder, packages, "application") },
            ["components"] = new JsonArray([.. others, .. Frameworks(Path.Combine(folder, $"{application}.runtimeconfig.json"))]),
            ["dependencies"] = new JsonArray([.. libraries.Select(Needs)]),
        };
        bom["serialNumber"] = SerialNumber(bom.ToJsonString(Plain));
        return bom.ToJsonString(Plain) + "\n";
    }

    // On Azure, the host loads what it needs for the triggers from a folder of its own.
    private static IEnumerable<string> DepsFiles(string folder, string application)
    {
        var ofHost = Path.Combine(folder, ".azurefunctions");
        return Directory.Exists(ofHost)
            ? Directory.EnumerateFiles(ofHost, "*.deps.json").Order(StringComparer.Ordinal).Prepend(Path.Combine(folder, $"{application}.deps.json"))
            : [Path.Combine(folder, $"{application}.deps.json")];
    }

    private static JsonObject Component(Library library, string folder, string packages, string type = "library")
    {
        var component = new JsonObject
        {
            ["type"] = type,
            ["bom-ref"] = Reference(library.Id),
            ["name"] = library.Name,
            ["version"] = library.Version,
        };
        if (library.Sha512 is { } sha512)
        {
            component["purl"] = Reference(library.Id);
            component["hashes"] = Hash("SHA-512", sha512);
        }
        else if (Path.Combine(folder, $"{library.Name}.dll") is var assembly && File.Exists(assembly))
        {
            component["hashes"] = Hash("SHA-256", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(assembly))));
        }
        if (License.Of(library, packages) is { } license)
        {
            component["licenses"] = license;
        }
        return component;
    }

    private static IEnumerable<JsonObject> Frameworks(string runtimeConfig)
    {
        var options = Read(runtimeConfig)["runtimeOptions"]!;
        return from framework in options["frameworks"]?.AsArray() ?? [options["framework"]?.DeepClone()]
               let id = $"{framework["name"]}/{framework["version"]}"
               select new JsonObject
               {
                   ["type"] = "framework",
                   ["bom-ref"] = Reference(id),
                   ["name"] = (string)framework["name"]!,
                   ["version"] = (string)framework["version"]!,
               };
    }

    private static JsonObject Needs(Library library) => new()
    {
        ["ref"] = Reference(library.Id),
        ["dependsOn"] = new JsonArray([.. library.DependsOn.Select(id => (JsonNode)Reference(id))]),
    };

    private static JsonArray Hash(string algorithm, string content) => [new JsonObject { ["alg"] = algorithm, ["content"] = content }];

    // A package URL, which also serves as the name of what is no package.
    private static string Reference(string id) => $"pkg:nuget/{id.Replace('/', '@')}";

    // A UUID of version 8: made of what the bill says, and not of the moment.
    private static string SerialNumber(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(file))!;
}
