using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Host.Sharing;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Services;

/// <summary>Where each embedded service is found: in this process or in another.</summary>
internal sealed class ServiceDirectory
{
    private readonly Dictionary<string, IWireService> _byHost = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="SettingsException">A setting cannot be used.</exception>
    public ServiceDirectory(IConfiguration settings)
    {
        _byHost[EmbeddedServices.IdentityHost] = Identity;
        _byHost[EmbeddedServices.PaymentsHost] = Payments;
        if (CosmosConnection.Of(settings) is { } cosmos)
        {
            _byHost[cosmos.Host] = Cosmos;
        }
    }

    public SharedService Cosmos { get; } = new("cosmos");
    public SharedService Payments { get; } = new("payments");
    public SharedService Identity { get; } = new("identity");
    public SharedService ServiceBus { get; } = new("servicebus");
    public SharedService Queues { get; } = new("queues");
    public SharedService Counters { get; } = new("counters");

    /// <summary>Those that are reached over HTTP, by the host name under which the application's clients reach them.</summary>
    public IReadOnlyDictionary<string, IWireService> ByHost => _byHost;

    /// <summary>The service that guests know by this name; null when there is none.</summary>
    public SharedService? Find(string name) => All.FirstOrDefault(service => service.Name == name);

    /// <summary>All are in another process.</summary>
    public void AreThere(HostConnection host)
    {
        foreach (var service in All)
        {
            service.IsThere(host);
        }
    }

    private SharedService[] All => [Cosmos, Payments, Identity, ServiceBus, Queues, Counters];
}
