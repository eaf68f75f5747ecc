using Serverless.Embedded.ServiceBus.Entities;
using Serverless.Embedded.ServiceBus.Resources;
using Serverless.Embedded.ServiceBus.Storage;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.ServiceBus;

/// <summary>
/// One Service Bus namespace inside this process. Everything acknowledged is in the database; locks and waiting receivers live
/// in memory. Clients find it by the name under which it is registered.
/// </summary>
internal sealed class Broker : INamespace, IAsyncDisposable
{
    private readonly Database _database;
    private readonly Engine _engine;
    private readonly Dictionary<string, Destination> _destinations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Backlog> _backlogs = new(StringComparer.OrdinalIgnoreCase);
    private string? _name;

    /// <summary>Makes a broker without entities.</summary>
    public Broker(Database database, TimeProvider clock)
    {
        _database = database;
        _engine = new Engine(database, clock, () => Changed?.Invoke());
    }

    /// <summary>
    /// Raised after something was enqueued, settled or became due: a moment to look again whether all is idle. Raised on the
    /// thread pool; handlers must be quick.
    /// </summary>
    public event Action? Changed;

    /// <summary>Messages accepted from senders since the start: scheduled ones count, duplicates and copies for subscriptions do not.</summary>
    public long MessagesSent
    {
        get
        {
            lock (_engine.Gate)
            {
                return _engine.MessagesSent;
            }
        }
    }

    /// <summary>True when no entity holds a message that could be received, is locked, or is being settled. Dead letters do not count.</summary>
    public bool IsIdle => _backlogs.Values.All(backlog => backlog.IsDeadLetters || backlog.Active == 0);

    /// <summary>The paths of all that can be sent to.</summary>
    public IReadOnlyCollection<string> DestinationPaths => _destinations.Keys;

    /// <summary>The paths of all that can be received from.</summary>
    public IReadOnlyCollection<string> BacklogPaths => _backlogs.Keys;

    /// <summary>Makes the broker known under a name such as <c>servicebus.embedded</c>, until it is disposed.</summary>
    /// <param name="fullyQualifiedNamespace">The name.</param>
    /// <param name="instead">What has had the name so far; null when nothing has.</param>
    /// <exception cref="InvalidOperationException">Something else has the name.</exception>
    public void Register(string fullyQualifiedNamespace, INamespace? instead = null)
    {
        Namespaces.Add(fullyQualifiedNamespace, this, instead);
        _name = fullyQualifiedNamespace;
    }

    /// <summary>Creates the entities, and takes over what the database holds for them. Called once, before the first use.</summary>
    /// <exception cref="InvalidOperationException">A setting is out of range or not supported; the message names it.</exception>
    public async Task Declare(ServiceBusResources resources)
    {
        ResourceRules.Check(resources);
        var declared = await _database.Write(connection =>
        {
            var rows = new BrokerRows(connection);
            rows.CreateTables();
            return new Declaration(rows, _engine).Of(resources);
        });
        foreach (var destination in declared.Destinations)
        {
            _destinations.Add(destination.Path, destination);
        }
        foreach (var backlog in declared.Backlogs)
        {
            _backlogs.Add(backlog.Path, backlog);
        }
        await _engine.Start(declared);
    }

    public IDestination Destination(string path) => _destinations.TryGetValue(path, out var destination)
        ? destination
        : throw Failures.NoSuchDestination(path, _destinations.Keys);

    public IBacklog Backlog(string path) => _backlogs.TryGetValue(path, out var backlog)
        ? backlog
        : throw Failures.NoSuchBacklog(path, _backlogs.Keys);

    /// <summary>Ends every waiting receive, and completes when everything acknowledged or under way is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_name is not null)
        {
            Namespaces.Remove(_name, this);
        }
        await _engine.Stop();
        _engine.Dispose();
    }
}
