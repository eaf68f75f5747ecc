using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.Embedded.Payments.Tests;

/// <summary>An answer of the provider, read.</summary>
internal sealed class Reply(HttpResponseMessage response, byte[] bytes)
{
    private readonly JsonNode? _body = response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(bytes) : null;

    public int Status => (int)response.StatusCode;
    public byte[] Bytes => bytes;
    public string Text => System.Text.Encoding.UTF8.GetString(bytes);
    public JsonNode Body => _body!;

    /// <summary>A property as text, by a path such as <c>error.code</c>; null when it is null or missing.</summary>
    public string? this[string path]
    {
        get
        {
            var node = _body;
            foreach (var part in path.Split('.'))
            {
                node = node is JsonArray array ? array[int.Parse(part)] : node?[part];
            }
            return node is null ? null : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
        }
    }

    public string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    public static async Task<Reply> Read(HttpResponseMessage response) => new(response, await response.Content.ReadAsByteArrayAsync());
}
