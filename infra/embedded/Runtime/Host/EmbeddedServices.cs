using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host;

/// <summary>The services that the application finds inside the process instead of in the cloud.</summary>
internal sealed class EmbeddedServices(Database database)
{
    /// <summary>HTTP services by the host name under which the application's clients reach them.</summary>
    public IReadOnlyDictionary<string, IWireService> ByHost { get; } = new Dictionary<string, IWireService>(StringComparer.OrdinalIgnoreCase);

    public Database Database => database;

    /// <summary>Creates what <c>resources.json</c> declares.</summary>
    public Task Open(CancellationToken stop) => ByHost.Count == 0 ? Task.CompletedTask : Task.FromCanceled(stop);
}

/// <summary>Where the data is kept: <c>Embedded__DataPath</c>, else <c>.local</c> in the current folder; nowhere when <c>Embedded__Data</c> is <c>memory</c>.</summary>
internal sealed class DataFolder(IConfiguration settings)
{
    /// <summary>Null when nothing is kept.</summary>
    public string? Path { get; } = settings["Embedded:Data"] switch
    {
        "memory" => null,
        null or "" or "file" => System.IO.Path.GetFullPath(settings["Embedded:DataPath"] is { Length: > 0 } path ? path : ".local"),
        var other => throw new Settings.SettingsException($"The setting Embedded__Data should be 'file' or 'memory', not '{other}'."),
    };

    public Database OpenDatabase() => Path is null ? Database.InMemory() : Database.Open(Path);
}
