using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Host.Services;

/// <summary>
/// Where the data is kept: <c>Embedded__DataPath</c>, else <c>.local</c> in the current folder; nowhere when <c>Embedded__Data</c>
/// is <c>memory</c>.
/// </summary>
internal sealed class DataFolder(IConfiguration settings)
{
    /// <summary>Null when nothing is kept.</summary>
    public string? Path { get; } = settings["Embedded:Data"] switch
    {
        "memory" => null,
        null or "" or "file" => System.IO.Path.GetFullPath(settings["Embedded:DataPath"] is { Length: > 0 } path ? path : ".local"),
        var other => throw new SettingsException($"The setting Embedded__Data should be 'file' or 'memory', not '{other}'."),
    };

    /// <summary>Opens the data for this process alone.</summary>
    /// <exception cref="DataFileException">Another process has it open, or it is corrupt.</exception>
    public Database OpenDatabase() => Path is null ? Database.InMemory() : Database.Open(Path);
}
