using System.Net.Http.Headers;
using System.Text;

namespace Serverless.Client.Tests.Generated;

/// <summary>A request that somebody might send, by carelessness or on purpose.</summary>
internal sealed class GeneratedRequest(int number, string method, string target)
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public string Method { get; set; } = method;

    /// <summary>The path, as it is sent.</summary>
    public string Path { get; set; } = target;

    /// <summary>The query without its question mark.</summary>
    public string Query { get; set; } = "";

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public byte[]? Body { get; set; }

    public HttpRequestMessage ToHttp(Uri host)
    {
        var address = new Uri($"{host.GetLeftPart(UriPartial.Authority)}{Path}{(Query.Length == 0 ? "" : "?" + Query)}", AsWritten);
        var request = new HttpRequestMessage(new HttpMethod(Method), address);
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Body);
        }
        foreach (var (name, value) in Headers)
        {
            HttpHeaders? headers = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ? request.Content?.Headers : request.Headers;
            headers?.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    public override string ToString()
    {
        var body = Body is null ? "" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 600)));
        return $"""
            #{number} {Method} {Shortened(Path)}{(Query.Length == 0 ? "" : "?" + Shortened(Query))}
            {string.Join('\n', Headers.Select(header => $"{header.Key}: {Shortened(header.Value, header.Key == "Authorization" ? 20 : 300)}"))}

            {body}{(Body?.Length > 600 ? $"... ({Body.Length} bytes)" : "")}
            """;
    }

    private static string Shortened(string text, int most = 300) => text.Length <= most ? text : $"{text[..most]}... ({text.Length} characters)";
}
