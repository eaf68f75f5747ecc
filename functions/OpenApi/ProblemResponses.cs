using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Serverless.Functions.OpenApi;

/// <summary>
/// Writes the answers that are problems into an OpenAPI document: those whose <see cref="ProblemCodes"/> an operation has. The codes of one
/// status are one response; <c>problems.json</c> has the status and the words of each.
/// </summary>
internal sealed class ProblemResponses(JsonObject document, JsonObject problems)
{
    private const string Limited = "rate_limited";
    private static readonly string[] LimitHeaders = ["RateLimit", "RateLimit-Policy"];

    public void Add()
    {
        var used = new ProblemCodes(document);
        foreach (var path in document["paths"]!.AsObject().Select(path => path.Value!.AsObject()))
        {
            foreach (var operation in path.Select(each => each.Value).OfType<JsonObject>())
            {
                var codes = used.Of(operation, path["parameters"]?.AsArray()).ToList();
                AddTo(operation, codes.GroupBy(code => (int)Problem(code)["status"]!));
                if (codes.Contains(Limited))
                {
                    TellLimits(operation);
                }
            }
        }
        ProblemCodes.Strip(document);
    }

    private void TellLimits(JsonObject operation)
    {
        foreach (var response in operation["responses"]!.AsObject().Select(each => References.Resolve(document, each.Value)!.AsObject()))
        {
            var headers = response["headers"] as JsonObject ?? [];
            response["headers"] = headers;
            foreach (var header in LimitHeaders)
            {
                headers[header] ??= Reference(header);
            }
        }
    }

    private static JsonObject Reference(string header) => new() { ["$ref"] = $"#/components/headers/{header}" };

    private void AddTo(JsonObject operation, IEnumerable<IGrouping<int, string>> codesByStatus)
    {
        var responses = operation["responses"]!.AsObject();
        foreach (var codes in codesByStatus)
        {
            responses.Add($"{codes.Key}", new JsonObject { ["$ref"] = $"#/components/responses/{Component([.. codes])}" });
        }
        operation["responses"] = new JsonObject(
            responses.OrderBy(response => response.Key, StringComparer.Ordinal).Select(response => KeyValuePair.Create(response.Key, response.Value?.DeepClone())));
    }

    private string Component(string[] codes)
    {
        var name = string.Join('.', codes);
        var components = document["components"]!["responses"]!.AsObject();
        if (!components.ContainsKey(name))
        {
            components.Add(name, Response(codes));
        }
        return name;
    }

    private JsonObject Response(string[] codes)
    {
        var headers = codes.SelectMany(code => Problem(code)["headers"]?.AsArray() ?? []).Select(header => (string)header!).Distinct();
        return new JsonObject
        {
            ["description"] = codes is [var one]
                ? $"`{one}`: {Problem(one)["detail"]}"
                : string.Join('\n', codes.Select(code => $"- `{code}`: {Problem(code)["detail"]}")),
            ["headers"] = new JsonObject(headers.Select(header => KeyValuePair.Create(header, (JsonNode?)Reference(header)))),
            ["content"] = new JsonObject
            {
                ["application/problem+json"] = new JsonObject
                {
                    ["schema"] = new JsonObject
                    {
                        ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/components/schemas/Problem" }, CodeIsOneOf(codes)),
                    },
                    ["examples"] = new JsonObject(codes.Select(code =>
                        KeyValuePair.Create(code, (JsonNode?)new JsonObject { ["value"] = Example(code) }))),
                },
            },
        };
    }

    private static JsonObject CodeIsOneOf(string[] codes)
    {
        var words = new JsonObject { ["enum"] = new JsonArray([.. codes.Select(code => (JsonNode)code)]) };
        return new JsonObject { ["properties"] = new JsonObject { ["code"] = words } };
    }

    private JsonObject Example(string code)
    {
        var problem = Problem(code);
        var example = new JsonObject
        {
            ["title"] = ReasonPhrases.GetReasonPhrase((int)problem["status"]!),
            ["status"] = (int)problem["status"]!,
            ["detail"] = (string)problem["detail"]!,
            ["code"] = code,
            ["traceId"] = "0af7651916cd43dd8448eb211c80319c",
        };
        if (problem["errors"] is { } errors)
        {
            example["errors"] = errors.DeepClone();
        }
        return example;
    }

    private JsonNode Problem(string code) => problems[code] ?? throw new InvalidOperationException($"problems.json does not know {code}.");
}
