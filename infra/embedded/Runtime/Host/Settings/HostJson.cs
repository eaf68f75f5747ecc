using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Host.Settings.HostFile;

namespace Serverless.Embedded.Host.Settings;

/// <summary>
/// <c>host.json</c>: what the host itself reads, and each extension's section. As on Azure, a setting
/// <c>AzureFunctionsJobHost__extensions__…</c> overrides the file. Unlike there, what nobody knows stops the start.
/// </summary>
internal sealed class HostJson
{
    private readonly HostSource _source;
    private readonly HostSection _root;
    private readonly HostSection _extensions;

    private HostJson(HostSource source, IConfiguration json)
    {
        _source = source;
        _root = new HostSection(json, "", source);
        _extensions = _root.Section("extensions");
        if (_root.Read("version", Kind.Choice("2.0"), null) is null)
        {
            throw _root.Invalid("version", "", "2.0");
        }
        FunctionTimeout = _root.Read("functionTimeout", Kind.Patience(TimeSpan.FromSeconds(1)), TimeSpan.FromMinutes(30));
        Functions = _root.List("functions");
        ReportsSpans = _root.Read("telemetryMode", Kind.Choice("OpenTelemetry"), null) is not null;
        Logging = LoggingSettings.Read(_root.Section("logging"));
        Http = HttpSettings.Read(_extensions.Section("http"));
        Passed.Read(_root);
    }

    /// <summary>How long an invocation may take; null when there is no limit.</summary>
    public TimeSpan? FunctionTimeout { get; }

    /// <summary>The functions that are run; empty for all.</summary>
    public IReadOnlyList<string> Functions { get; }

    /// <summary>Whether the host reports invocations by OpenTelemetry: in its other mode the official host does not either.</summary>
    public bool ReportsSpans { get; }

    public LoggingSettings Logging { get; }

    public HttpSettings Http { get; }

    /// <summary>Every setting that there is, once all sections have been read.</summary>
    public IReadOnlyList<HostSetting> Known => _source.Known;

    /// <summary>The section of an extension, such as <c>serviceBus</c>; empty when the file has none.</summary>
    public HostSection Extension(string name) => _extensions.Section(name);

    /// <summary>To be called when all sections have been read.</summary>
    /// <exception cref="SettingsException">There is a setting that nobody has read.</exception>
    public void RefuseUnknown() => _root.RefuseUnknown();

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
            var overrides = settings.GetSection(HostSource.Prefix);
            return new(new(path, overrides), new ConfigurationBuilder().AddJsonStream(stream).AddConfiguration(overrides).Build());
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidDataException)
        {
            throw new SettingsException($"{path} cannot be read: {(failure.InnerException ?? failure).Message}", failure);
        }
    }
}
