using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Host.Http;

/// <summary>
/// The keys that open functions: one of the host for all of them, one for each function that asks for a key, and the master
/// key that opens everything. A key stands in the setting <c>Embedded__Keys__master</c>, <c>…__default</c> or <c>…__{function}</c>,
/// else in <c>keys.json</c> in the data folder, else it is made up and kept there.
/// </summary>
internal sealed class FunctionKeys
{
    private const string Master = "master";
    private const string Default = "default";

    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="functions">Those that ask for a key of their own.</param>
    /// <param name="settings">Where keys may be set.</param>
    /// <param name="file">Where keys are kept; null to keep none.</param>
    public FunctionKeys(IEnumerable<string> functions, IConfiguration settings, string? file)
    {
        var kept = Kept(file);
        var before = kept.Count;
        foreach (var name in functions.Prepend(Default).Prepend(Master))
        {
            var key = settings[$"Embedded:Keys:{name}"];
            if (key is null && !kept.TryGetValue(name, out key))
            {
                kept[name] = key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
            }
            _keys[name] = Encoding.UTF8.GetBytes(key);
        }
        if (file is not null && kept.Count > before)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, JsonSerializer.Serialize(kept, Indented));
        }
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public bool Open(HttpFunction function, HttpRequest request) =>
        Is(Master, request)
        || (function.Level != AuthorizationLevel.Admin && (Is(Default, request) || Is(function.Plan.Function.Name, request)));

    public bool OpenAdmin(HttpRequest request) => Is(Master, request);

    private static Dictionary<string, string> Kept(string? file)
    {
        try
        {
            return file is null || !File.Exists(file) ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))
                ?? [];
        }
        catch (JsonException failure)
        {
            throw new SettingsException($"{file} cannot be read: {failure.Message} Mend it, or delete it to have new keys.", failure);
        }
    }

    private bool Is(string name, HttpRequest request) => Given(request) is { Length: > 0 } given
        && _keys.TryGetValue(name, out var key)
        && CryptographicOperations.FixedTimeEquals(key, Encoding.UTF8.GetBytes(given));

    private static string? Given(HttpRequest request) =>
        request.Headers.TryGetValue("x-functions-key", out var header) ? header.ToString() : request.Query["code"].ToString();
}
