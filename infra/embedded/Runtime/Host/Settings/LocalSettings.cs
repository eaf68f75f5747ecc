using System.Text.Json;

namespace Serverless.Embedded.Host.Settings;

/// <summary><c>local.settings.json</c>, or the sample in its place.</summary>
internal sealed record LocalSettings(
    string? Path, IReadOnlyDictionary<string, string?> Values, int? Port, string? Cors, bool CorsCredentials)
{
    public const string FileName = "local.settings.json";
    public const string SampleName = "local.settings.sample.json";

    private static readonly JsonDocumentOptions s_lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public bool IsSample => Path is not null && System.IO.Path.GetFileName(Path) == SampleName;

    /// <exception cref="SettingsException">The file is not what it should be.</exception>
    public static LocalSettings Read(SettingsFiles files)
    {
        if (files.Find(FileName, SampleName) is not { } path)
        {
            return new(null, new Dictionary<string, string?>(), null, null, false);
        }
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), s_lenient);
            return Read(path, document.RootElement);
        }
        catch (JsonException failure)
        {
            throw new SettingsException($"{path} cannot be read: {failure.Message}", failure);
        }
    }

    private static LocalSettings Read(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new SettingsException($"{path} should be a JSON object with Values.");
        }
        if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
        {
            throw new SettingsException($"{path} is encrypted. Decrypt it with 'func settings decrypt'.");
        }
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in Section(path, root, "Values"))
        {
            values[value.Name] = Text(path, "Values", value);
        }
        foreach (var connection in Section(path, root, "ConnectionStrings"))
        {
            values["ConnectionStrings__" + connection.Name] = Text(path, "ConnectionStrings", connection);
        }
        var host = Section(path, root, "Host").ToDictionary(p => p.Name, p => Text(path, "Host", p), StringComparer.OrdinalIgnoreCase);
        return new(path, values, ReadPort(path, host), host.GetValueOrDefault("CORS"),
            host.GetValueOrDefault("CORSCredentials") is "true" or "True");
    }

    private static JsonElement.ObjectEnumerator Section(string path, JsonElement root, string name) =>
        !root.TryGetProperty(name, out var section) ? default
        : section.ValueKind == JsonValueKind.Object ? section.EnumerateObject()
        : throw new SettingsException($"{path}: {name} should be a JSON object of strings.");

    private static string? Text(string path, string section, JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString(),
        JsonValueKind.Null => null,
        JsonValueKind.Object or JsonValueKind.Array =>
            throw new SettingsException($"{path}: {section}.{property.Name} should be a string. Write nested settings as 'Section__Name'."),
        _ => property.Value.ToString(),
    };

    private static int? ReadPort(string path, Dictionary<string, string?> host) =>
        !host.TryGetValue("LocalHttpPort", out var text) ? null
        : int.TryParse(text, out var port) && port is >= 0 and <= 65535 ? port
        : throw new SettingsException($"{path}: Host.LocalHttpPort should be a port from 0 to 65535, not '{text}'.");
}
