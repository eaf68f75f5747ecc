using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.Contract;

namespace Serverless.Client.Tests.Generated;

/// <summary>
/// Makes requests of a document: each begins as a good one of some operation, and then up to three things about it go wrong. The same seed
/// and number always make the same request.
/// </summary>
internal sealed class Generator(ApiDocument document, int seed, World world)
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "X"];

    /// <summary>The request with this number: its operation, and the request.</summary>
    public (ApiOperation Operation, GeneratedRequest Request) Make(int number)
    {
        var random = new Random(unchecked(seed * 1_000_003 + number));
        var operation = document.Operations[number % document.Operations.Count];
        var request = Good(operation, random, number);
        for (var faults = random.Next(1, 4); faults > 0; faults--)
        {
            Break(request, operation, random);
        }
        return (operation, request);
    }

    private GeneratedRequest Good(ApiOperation operation, Random random, int number)
    {
        var path = document.BasePath + Regex.Replace(operation.Path, "{([^}]+)}", _ => world.IdFor(operation, random));
        var request = new GeneratedRequest(number, operation.Method, path);
        request.Query = string.Join('&', operation.Parameters
            .Where(parameter => parameter.In == "query" && (parameter.IsRequired || random.Next(3) == 0))
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Example ?? "20")}"));
        if (!operation.IsPublic)
        {
            request.Headers["Authorization"] = $"Bearer {(operation.IsForOperators ? world.Operator : world.Customer)}";
        }
        if (operation.Parameters.Any(parameter => parameter.Name == "Idempotency-Key"))
        {
            request.Headers["Idempotency-Key"] = $"key-{random.Next(40)}";
        }
        if (operation.Bodies.Count > 0)
        {
            var (type, media) = operation.Bodies.ElementAt(random.Next(operation.Bodies.Count));
            request.Headers["Content-Type"] = type;
            request.Body = System.Text.Encoding.UTF8.GetBytes(Example(media));
        }
        return request;
    }

    private void Break(GeneratedRequest request, ApiOperation operation, Random random)
    {
        switch (random.Next(operation.Bodies.Count > 0 ? 16 : 10))
        {
            case 0:
                request.Method = Pick(random, Methods);
                break;
            case 1:
                request.Headers["Authorization"] = Pick(random, world.BadTokens);
                break;
            case 2:
                request.Headers.Remove(Pick<string>(random, request.Headers.Count == 0 ? ["Accept"] : [.. request.Headers.Keys]));
                break;
            case 3:
                request.Headers["Idempotency-Key"] = Pick(random, [.. HostileText.ForHeaders, new('k', 255)]);
                break;
            case 4:
                request.Headers[random.Next(2) == 0 ? "If-Match" : "If-None-Match"] = Pick(random, HostileText.EntityTags);
                break;
            case 5 or 6:
                request.Query = Query(operation, random);
                break;
            case 7 or 8:
                request.Path = Path(request.Path, random);
                break;
            case 9:
                request.Headers[Pick(random, ["Accept", "Origin", "traceparent", "X-Forwarded-For", "Stripe-Signature", "Accept-Encoding", "Range"])] =
                    Pick(random, [.. HostileText.ForHeaders, "t=1,v1=00", "00-00000000000000000000000000000000-0000000000000000-00"]);
                break;
            case 10:
                request.Headers["Content-Type"] = Pick(random, HostileText.ContentTypes);
                break;
            case 11:
                request.Body = null;
                break;
            default:
                request.Body = BodyFaults.Of(random, System.Text.Encoding.UTF8.GetString(request.Body ?? "{}"u8));
                break;
        }
    }

    private static string Query(ApiOperation operation, Random random)
    {
        var names = operation.Parameters.Where(parameter => parameter.In == "query").Select(parameter => parameter.Name).Append("unknown").ToArray();
        var pairs = Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"{Pick(random, names)}={Value()}");
        return string.Join('&', pairs);

        string Value() => random.Next(4) switch
        {
            0 => Pick(random, ["%", "%zz", "%00", "%ff", "%2", "+", "=", "&&", "a%0d%0ab"]),
            1 => Pick(random, ["0", "1", "100", "101", "-1", "1.0", " 5", "5 ", "%2b5", "%D9%A3", "1e1", "0x1"]),
            2 => Convert.ToBase64String(BitConverter.GetBytes(random.NextInt64())).Replace("=", "", StringComparison.Ordinal),
            _ => Uri.EscapeDataString(Whole(Pick(random, HostileText.Any))),
        };
    }

    private static string Path(string path, Random random)
    {
        var last = path[(path.LastIndexOf('/') + 1)..];
        var rest = path[..^last.Length];
        return random.Next(9) switch
        {
            0 => path + "/",
            1 => path.ToUpperInvariant(),
            2 => rest + Pick(random, ["%2e%2e", "..", ".", "%2F", "%5C", "%00", "%2500", "%ff%fe", "%C3%28", "%", "%zz", "*", "{id}", "a%20b", "~", "-", "'"]),
            3 => rest + Uri.EscapeDataString(Whole(Pick(random, HostileText.Any))),
            4 => rest + "/" + last,
            5 => path + "/" + last,
            6 => rest.TrimEnd('/'),
            7 => rest + new string('a', random.Next(60, 2_000)),
            _ => path.Replace("/api", Pick(random, ["", "/API", "/api/api", "/api//", "/ap"]), StringComparison.Ordinal),
        };
    }

    // Half a surrogate pair has no bytes to escape.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));

    private static string Example(JsonObject media)
    {
        var example = media["example"] ?? media["examples"]?.AsObject().First().Value!["value"];
        return example is null ? "{}" : example.GetValueKind() == JsonValueKind.String ? (string)example! : example.ToJsonString();
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
