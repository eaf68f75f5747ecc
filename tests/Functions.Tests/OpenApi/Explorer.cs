using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.Contract;

namespace Serverless.Functions.Tests.OpenApi;

/// <summary>Sends requests by the names of their operations, and notes what each was answered and what of it is not as documented.</summary>
internal sealed class Explorer(Shop shop, Findings findings)
{
    public const string OperatorName = "explores for the shop";

    public required string Customer { get; init; }

    public required string Operator { get; init; }

    public static async Task<Explorer> Of(Shop shop, Findings findings) => new(shop, findings)
    {
        Customer = await shop.Anonymous.GetStringAsync("identity/token?sub=explorer"),
        Operator = await shop.Anonymous.GetStringAsync($"identity/token?sub={Uri.EscapeDataString(OperatorName)}&role=operator"),
    };

    /// <summary>As the operation wants it: with a token that may, a key, and the first example of its body; but for what is given.</summary>
    public Task<Answer> Send(
        string name, string path = "", string query = "", string? body = null, string? type = null, string? key = null, string? token = null,
        params (string Name, string Value)[] headers)
    {
        var media = body == "" ? default : Published.Document[name].Bodies.FirstOrDefault();
        var content = media.Key is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body ?? Example(media.Value)));
        content?.Headers.ContentType = MediaTypeHeaderValue.Parse(type ?? media.Key!);
        return Send(name, content, path, query, key, token, headers);
    }

    public async Task<Answer> Send(
        string name, HttpContent? content, string path = "", string query = "", string? key = null, string? token = null,
        params (string Name, string Value)[] headers)
    {
        var operation = Published.Document[name];
        var id = path.Length > 0 ? path : operation.Parameters.FirstOrDefault(parameter => parameter.In == "path")?.Example ?? "";
        var address = Published.Document.BasePath[1..] + Regex.Replace(operation.Path, "{[^}]+}", id) + query;
        using var request = new HttpRequestMessage(new(operation.Method), address);
        foreach (var (header, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }
        if (!operation.IsPublic && token != "")
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? (operation.IsForOperators ? Operator : Customer));
        }
        if (operation.Parameters.Any(parameter => parameter.Name == "Idempotency-Key") && key != "")
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key ?? "explores");
        }
        request.Content = content;
        request.Headers.ExpectContinue = content is SlowContent;
        using var response = await shop.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        findings.Seen.Add((name, (int)response.StatusCode));
        findings.Broken.UnionWith(Promise.Broken(Published.Document, operation, response, bytes));
        return Answer.Of(response, Encoding.UTF8.GetString(bytes));
    }

    private static string Example(JsonObject media) =>
        (media["example"] ?? media["examples"]?.AsObject().First().Value!["value"]) is { } example ? Text(example) : "{}";

    private static string Text(JsonNode example) => example.GetValueKind() == JsonValueKind.String ? (string)example! : example.ToJsonString();
}

/// <summary>Which answers there were, and what of them was not as documented.</summary>
internal sealed class Findings
{
    public HashSet<(string Operation, int Status)> Seen { get; } = [];

    public HashSet<string> Broken { get; } = [];
}
