using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Serverless.Embedded.Host.Settings;

/// <summary>
/// <c>host.json</c>: what the host itself reads, and each extension's section. As on Azure, a setting
/// <c>AzureFunctionsJobHost__extensions__…</c> overrides the file, and top-level sections nobody knows are ignored.
/// </summary>
internal sealed class HostJson
{
    private static readonly TimeSpan s_defaultTimeout = TimeSpan.FromMinutes(30);

    private readonly IConfigurationRoot _json;

    private HostJson(string path, IConfigurationRoot json)
    {
        Path = path;
        _json = json;
        FunctionTimeout = Timeout();
        RoutePrefix = (json["extensions:http:routePrefix"] ?? "api").Trim('/');
    }

    public string Path { get; }

    /// <summary>How long an invocation may take; null when there is no limit.</summary>
    public TimeSpan? FunctionTimeout { get; }

    /// <summary>Without slashes at its ends; empty when functions answer at the root.</summary>
    public string RoutePrefix { get; }

    public IConfigurationSection Logging => _json.GetSection("logging");

    /// <summary>The section of an extension, such as <c>serviceBus</c>; empty when the file has none.</summary>
    public IConfigurationSection Extension(string name) => _json.GetSection("extensions:" + name);

    /// <exception cref="SettingsException">There is no host.json, or it is not what it should be.</exception>
    public static HostJson Read(SettingsFiles files, IConfiguration settings)
    {
        var path = files.Find("host.json")
            ?? throw new SettingsException(
                "host.json was not found in the output folder, nor from the current folder upwards. "
                + "It should hold at least { \"version\": \"2.0\" }.");
        try
        {
            using var stream = new MemoryStream(File.ReadAllBytes(path));
            var overrides = settings.GetSection("AzureFunctionsJobHost");
            var json = new ConfigurationBuilder().AddJsonStream(stream).AddConfiguration(overrides).Build();
            return json["version"] == "2.0"
                ? new HostJson(path, json)
                : throw new SettingsException($"{path}: version should be \"2.0\".");
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidDataException)
        {
            throw new SettingsException($"{path} cannot be read: {(failure.InnerException ?? failure).Message}", failure);
        }
    }

    private TimeSpan? Timeout() => _json["functionTimeout"] switch
    {
        null => s_defaultTimeout,
        "-1" => null,
        var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var timeout) && timeout > TimeSpan.Zero => timeout,
        var text => throw new SettingsException(
            $"{Path}: functionTimeout should be a time span such as \"00:05:00\", or \"-1\" for no limit, not '{text}'."),
    };
}
