using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Cosmos;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.ServiceBus;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Services;

/// <summary>The services that the application finds inside the process instead of in the cloud.</summary>
internal sealed class EmbeddedServices(Database database, TimeProvider clock, IConfiguration settings, SettingsFiles files) : IAsyncDisposable
{
    private readonly Dictionary<string, IWireService> _byHost = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>HTTP services by the host name under which the application's clients reach them.</summary>
    public IReadOnlyDictionary<string, IWireService> ByHost => _byHost;

    public Broker? Broker { get; private set; }
    public CosmosEndpoint? Cosmos { get; private set; }

    /// <summary>Opens the services, and creates in them what <c>resources.json</c> declares.</summary>
    /// <exception cref="SettingsException">A setting, or what is declared, cannot be used.</exception>
    public async Task Open()
    {
        var resources = ResourcesFile.Read(files);
        await Task.WhenAll(OpenServiceBus(resources), OpenCosmos(resources));
    }

    public async ValueTask DisposeAsync()
    {
        if (Broker is not null)
        {
            await Broker.DisposeAsync();
        }
        if (Cosmos is not null)
        {
            await Cosmos.DisposeAsync();
        }
    }

    private async Task OpenServiceBus(ResourcesFile resources)
    {
        if (settings["ServiceBusConnection"] is not { Length: > 0 } connection)
        {
            return;
        }
        Broker = new(database, clock);
        try
        {
            Broker.Register(EmbeddedNamespace.OfConnectionString(connection));
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw new SettingsException($"The setting ServiceBusConnection cannot be used: {failure.Message}", failure);
        }
        await resources.Declare(Broker);
    }

    private async Task OpenCosmos(ResourcesFile resources)
    {
        if (CosmosConnection.Of(settings) is not { } connection)
        {
            return;
        }
        try
        {
            Cosmos = new(database, connection.Key, clock);
        }
        catch (ArgumentException failure)
        {
            throw new SettingsException($"The setting CosmosConnection cannot be used: {failure.Message}", failure);
        }
        _byHost.Add(connection.Host, Cosmos);
        await resources.Declare(Cosmos);
        if (resources.CosmosDatabase is { } name)
        {
            await SeedFile.Sow(files, name, Cosmos, database, clock);
        }
    }
}
