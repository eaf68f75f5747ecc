using System.Text.Json.Nodes;

namespace Serverless.Sbom;

/// <summary>One library that the application was built from: a package of the registry, or a project of this repository.</summary>
/// <param name="Id">Name and version, as <c>deps.json</c> writes them.</param>
/// <param name="Sha512">Of the package's file, in hexadecimal; null for a project.</param>
/// <param name="Path">Where the package lies below the folder of packages; null for a project.</param>
/// <param name="DependsOn">The ids of what it needs.</param>
internal sealed record Library(string Id, string? Sha512, string? Path, IReadOnlyList<string> DependsOn)
{
    private const string HashPrefix = "sha512-";

    public string Name => Id[..Id.IndexOf('/')];

    public string Version => Id[(Id.IndexOf('/') + 1)..];

    /// <summary>What is in a <c>deps.json</c>, but for what the assemblies of projects are referenced by.</summary>
    public static IEnumerable<Library> In(JsonNode deps)
    {
        var libraries = deps["libraries"]!.AsObject().Where(each => (string?)each.Value!["type"] is "package" or "project").ToDictionary();
        var target = deps["targets"]![(string)deps["runtimeTarget"]!["name"]!]!;
        foreach (var (id, library) in libraries)
        {
            var needs = (target[id]?["dependencies"]?.AsObject() ?? []).Select(each => $"{each.Key}/{each.Value}").Where(libraries.ContainsKey);
            yield return new(id, Hash((string?)library!["sha512"]), (string?)library["path"], [.. needs.Order(StringComparer.Ordinal)]);
        }
    }

    private static string? Hash(string? sha512) =>
        sha512?.StartsWith(HashPrefix, StringComparison.Ordinal) == true ? Convert.ToHexStringLower(Convert.FromBase64String(sha512[HashPrefix.Length..])) : null;
}
