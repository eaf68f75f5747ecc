using System.Text.Json.Nodes;

namespace Serverless.Functions.OpenApi;

/// <summary>
/// Which problems an operation may answer. Whatever it uses names them in <c>x-problems</c>: the operation itself, its parameters, its body,
/// its security, and the API as a whole; <c>x-not-problems</c> of an operation excepts it from one.
/// </summary>
internal sealed class ProblemCodes(JsonObject document)
{
    private const string Codes = "x-problems";
    private const string RoleCodes = "x-role-problems";
    private const string NotCodes = "x-not-problems";

    public IEnumerable<string> Of(JsonObject operation, JsonArray? shared)
    {
        var users = new List<JsonNode?> { document, operation, operation["requestBody"] };
        users.AddRange((shared ?? []).Concat(operation["parameters"]?.AsArray() ?? []).Select(each => References.Resolve(document, each)));
        foreach (var (scheme, roles) in (operation["security"] ?? document["security"])!.AsArray().SelectMany(each => each!.AsObject()))
        {
            var used = document["components"]!["securitySchemes"]![scheme]!;
            users.Add(used);
            users.Add(roles!.AsArray().Count > 0 ? new JsonObject { [Codes] = used[RoleCodes]!.DeepClone() } : null);
        }
        return Named(users, Codes).Except(Named([operation], NotCodes)).Order(StringComparer.Ordinal);
    }

    /// <summary>Takes the lists out again: they are for us, and no part of OpenAPI.</summary>
    public static void Strip(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject of:
                of.Remove(Codes);
                of.Remove(RoleCodes);
                of.Remove(NotCodes);
                foreach (var (_, value) in of)
                {
                    Strip(value);
                }
                break;
            case JsonArray list:
                foreach (var value in list)
                {
                    Strip(value);
                }
                break;
        }
    }

    private static IEnumerable<string> Named(IEnumerable<JsonNode?> users, string list) =>
        users.SelectMany(user => user?[list]?.AsArray() ?? []).Select(code => (string)code!);
}
