namespace Serverless.Embedded.ServiceBus.Remote;

/// <summary>A namespace whose broker is in another process.</summary>
internal sealed class RemoteNamespace : INamespace
{
    private readonly BusConnection _connection;
    private readonly HashSet<string> _destinations;
    private readonly HashSet<string> _backlogs;

    private RemoteNamespace(BusConnection connection, (HashSet<string> Destinations, HashSet<string> Backlogs) paths) =>
        (_connection, _destinations, _backlogs) = (connection, paths.Destinations, paths.Backlogs);

    /// <summary>Asks the broker what it has, so that a wrong path is refused here as it is there.</summary>
    public static async Task<RemoteNamespace> Open(BusConnection connection) =>
        new(connection, await connection.Call(BusOperation.Entities, "", _ => { }, reader => (ReadAll(reader), ReadAll(reader))));

    public IDestination Destination(string path) =>
        _destinations.Contains(path) ? new RemoteDestination(_connection, path) : throw Failures.NoSuchDestination(path, _destinations);

    public IBacklog Backlog(string path) =>
        _backlogs.Contains(path) ? new RemoteBacklog(_connection, path) : throw Failures.NoSuchBacklog(path, _backlogs);

    private static HashSet<string> ReadAll(BinaryReader reader)
    {
        var texts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            texts.Add(reader.ReadString());
        }
        return texts;
    }
}
