using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Serverless.Embedded.Host.Http;

/// <summary>
/// The binding data of a request: its route values, each key of its query, and <c>Headers</c> and <c>Query</c> as JSON.
/// All but the route values is made when first asked for.
/// </summary>
internal sealed class HttpBindingData(HttpRequest request, RouteValueDictionary route) : IReadOnlyDictionary<string, object?>
{
    private Dictionary<string, object?>? _all;

    public object? this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no binding data '{key}'.");
    public IEnumerable<string> Keys => All.Keys;
    public IEnumerable<object?> Values => All.Values;
    public int Count => All.Count;

    private Dictionary<string, object?> All => _all ??= Collect();

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) =>
        route.TryGetValue(key, out value) || All.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => All.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Dictionary<string, object?> Collect()
    {
        var query = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Headers"] = JsonSerializer.Serialize(request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())),
            ["Query"] = JsonSerializer.Serialize(query),
        };
        foreach (var (key, value) in query)
        {
            data[key] = value;
        }
        foreach (var (key, value) in route)
        {
            data[key] = value;
        }
        return data;
    }
}
