using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.Functions.OpenApi;

/// <summary>
/// The OpenAPI document: the files of <c>Document/</c>, one for each part of the API, put together with the answers that follow from their
/// problem codes (<see cref="ProblemResponses"/>). It is made once.
/// </summary>
internal static class OpenApiDocument
{
    private const string Folder = "OpenApi/Document/";

    // It is served as JSON and never stands in HTML, so quotes need no escapes.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Lazy<StaticContent> Made = new(() =>
        new StaticContent(Encoding.UTF8.GetBytes(Assemble().ToJsonString(Plain)), "application/json; charset=utf-8"));

    public static StaticContent Content => Made.Value;

    private static JsonObject Assemble()
    {
        var document = Read("api.json");
        document["info"]!["description"] = BuiltIn.Read(Folder + "introduction.md");
        foreach (var part in Parts())
        {
            Merge(document, Read(part));
        }
        new ProblemResponses(document, Read("problems.json")).Add();
        return document;
    }

    private static IEnumerable<string> Parts() =>
        from name in BuiltIn.Names
        where name.StartsWith(Folder, StringComparison.Ordinal)
        let file = name[Folder.Length..]
        where file is not ("api.json" or "problems.json" or "introduction.md")
        orderby file
        select file;

    private static JsonObject Read(string file) => JsonNode.Parse(BuiltIn.Read(Folder + file))!.AsObject();

    // Objects are merged, and two parts that say different things about one place are a mistake.
    private static void Merge(JsonObject into, JsonObject part)
    {
        foreach (var (name, value) in part)
        {
            if (into[name] is not { } there)
            {
                into[name] = value?.DeepClone();
            }
            else if (there is JsonObject both && value is JsonObject more)
            {
                Merge(both, more);
            }
            else if (!JsonNode.DeepEquals(there, value))
            {
                throw new InvalidOperationException($"Two parts of the OpenAPI document have a '{name}' at {into.GetPath()}.");
            }
        }
    }
}
