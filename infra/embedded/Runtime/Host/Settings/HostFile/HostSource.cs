using Microsoft.Extensions.Configuration;

namespace Serverless.Embedded.Host.Settings.HostFile;

/// <summary>Where the settings of the host come from: the file, and the settings <c>AzureFunctionsJobHost__…</c> above it.</summary>
internal sealed class HostSource(string file, IConfiguration overrides)
{
    public const string Prefix = "AzureFunctionsJobHost";

    /// <summary>Every setting that there is, given or not: whoever reads a setting makes it known.</summary>
    public List<HostSetting> Known { get; } = [];

    public static string Dotted(string path) => path.Replace(':', '.');

    /// <summary>Names a setting so that the user finds it: in the file, or among the settings.</summary>
    /// <param name="path">With colons: the category of a logger has dots of its own.</param>
    public string Name(string path) => overrides.GetSection(path).Exists()
        ? $"The setting {Prefix}__{path.Replace(":", "__", StringComparison.Ordinal)}"
        : $"{file}: {Dotted(path)}";
}
