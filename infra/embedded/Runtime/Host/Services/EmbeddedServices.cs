using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Cosmos;
using Serverless.Embedded.Host.Http;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Host.Sharing;
using Serverless.Embedded.Identity;
using Serverless.Embedded.Payments;
using Serverless.Embedded.Queues;
using Serverless.Embedded.ServiceBus;
using Serverless.Embedded.ServiceBus.Remote;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Services;

/// <summary>
/// The services that the application finds inside the process instead of in the cloud; a guest finds them in the process that hosts them
/// for all who share its data.
/// </summary>
internal sealed class EmbeddedServices(
    Database database, TimeProvider clock, IConfiguration settings, SettingsFiles files, PublicAddress address, QueueStore queues) : IAsyncDisposable
{
    public const string PaymentsHost = "payments" + HttpClientRouter.Suffix;
    public const string IdentityHost = "identity" + HttpClientRouter.Suffix;

    private readonly Lazy<ResourcesFile> _resources = new(() => ResourcesFile.Read(files));
    private RemoteNamespace? _remote;

    /// <summary>How clients find the services, wherever they are; those below are open in this process, or null.</summary>
    public ServiceDirectory Directory { get; } = new(settings);

    public Broker? Broker { get; private set; }
    public CosmosEndpoint? Cosmos { get; private set; }
    public PaymentProvider? Payments { get; private set; }
    public IdentityProvider? Identity { get; private set; }

    /// <summary>Opens the bus, which functions are bound to, with what <c>resources.json</c> declares.</summary>
    /// <exception cref="SettingsException">A setting, or what is declared, cannot be used.</exception>
    public Task OpenServiceBus() => OpenServiceBus(_resources.Value);

    /// <summary>Opens all the other services, with what <c>resources.json</c> declares.</summary>
    /// <exception cref="SettingsException">A setting, or what is declared, cannot be used.</exception>
    public async Task OpenOthers()
    {
        OpenIdentity();
        await Task.WhenAll(OpenCosmos(_resources.Value), OpenPayments(), OpenQueues());
        Directory.Counters.IsHere(new CountersPage(this));
    }

    /// <summary>Uses the services of another process instead of opening them. They can be opened later, when that process has ended.</summary>
    /// <exception cref="SettingsException">A setting cannot be used.</exception>
    public async Task Join(HostConnection host)
    {
        Directory.AreThere(host);
        if (NamespaceName() is { } name)
        {
            _remote = await RemoteNamespace.Open(new(new(new WireMessageHandler(Directory.ServiceBus))));
            Register(() => Namespaces.Add(name, _remote));
        }
    }

    /// <summary>Ends what waits for a message in the name of a guest, so that it can be told before this process ends.</summary>
    public void EndWaits() => (Directory.ServiceBus.Here as BusEndpoint)?.EndWaits();

    public async ValueTask DisposeAsync()
    {
        if (_remote is not null)
        {
            Namespaces.Remove(NamespaceName()!, _remote);
        }
        if (Payments is not null)
        {
            await Payments.DisposeAsync();
        }
        if (Broker is not null)
        {
            (Directory.ServiceBus.Here as BusEndpoint)?.Dispose();
            await Broker.DisposeAsync();
        }
        if (Cosmos is not null)
        {
            await Cosmos.DisposeAsync();
        }
        if (Identity is not null)
        {
            await Identity.DisposeAsync();
        }
    }

    private void OpenIdentity()
    {
        var defaults = new IdentityOptions();
        Identity = new(database, defaults with { Audience = settings["Auth:Audience"] ?? defaults.Audience }, clock);
        Directory.Identity.IsHere(Identity);
    }

    private async Task OpenPayments()
    {
        var defaults = new PaymentProviderOptions();
        Payments = await PaymentProvider.Open(database, defaults with
        {
            ApiKeys = settings["PaymentProvider:ApiKey"] is { Length: > 0 } key ? [key] : defaults.ApiKeys,
            PublicAddress = () => address.Of("/provider"),
            Webhooks = WebhookSettings.Read(settings, () => address.Base),
        }, clock);
        Directory.Payments.IsHere(Payments);
    }

    private async Task OpenQueues()
    {
        await queues.Open();
        Directory.Queues.IsHere(new QueueEndpoint(queues));
    }

    private async Task OpenServiceBus(ResourcesFile resources)
    {
        if (NamespaceName() is not { } name)
        {
            return;
        }
        var broker = new Broker(database, clock);
        Broker = broker;
        await resources.Declare(broker);
        Directory.ServiceBus.IsHere(new BusEndpoint(broker));
        Register(() => broker.Register(name, _remote));
    }

    // Null when the setting is missing.
    private string? NamespaceName() => settings["ServiceBusConnection"] is { Length: > 0 } connection
        ? Register(() => EmbeddedNamespace.OfConnectionString(connection))
        : null;

    private static void Register(Action part) => Register<object?>(() =>
    {
        part();
        return null;
    });

    private static T Register<T>(Func<T> part)
    {
        try
        {
            return part();
        }
        catch (Exception failure) when (
            failure is FormatException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw new SettingsException($"The setting ServiceBusConnection cannot be used: {failure.Message}", failure);
        }
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
        await resources.Declare(Cosmos);
        if (resources.CosmosDatabase is { } name)
        {
            await SeedFile.Sow(files, name, Cosmos, database, clock);
        }
        Directory.Cosmos.IsHere(Cosmos);
    }
}
