using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Cosmos;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Identity;
using Serverless.Embedded.Payments;
using Serverless.Embedded.ServiceBus;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Services;

/// <summary>The services that the application finds inside the process instead of in the cloud.</summary>
internal sealed class EmbeddedServices(
    Database database, TimeProvider clock, IConfiguration settings, SettingsFiles files, PublicAddress address) : IAsyncDisposable
{
    public const string PaymentsHost = "payments" + HttpClientRouter.Suffix;
    public const string IdentityHost = "identity" + HttpClientRouter.Suffix;

    private readonly Lazy<ResourcesFile> _resources = new(() => ResourcesFile.Read(files));
    private readonly ConcurrentDictionary<string, IWireService> _byHost = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>HTTP services by the host name under which the application's clients reach them.</summary>
    public IReadOnlyDictionary<string, IWireService> ByHost => _byHost;

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
        await Task.WhenAll(OpenCosmos(_resources.Value), OpenPayments());
    }

    public async ValueTask DisposeAsync()
    {
        if (Payments is not null)
        {
            await Payments.DisposeAsync();
        }
        if (Broker is not null)
        {
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
        _byHost[IdentityHost] = Identity;
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
        _byHost[PaymentsHost] = Payments;
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
        catch (Exception failure) when (
            failure is FormatException or ArgumentException or NotSupportedException or InvalidOperationException)
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
        _byHost[connection.Host] = Cosmos;
        await resources.Declare(Cosmos);
        if (resources.CosmosDatabase is { } name)
        {
            await SeedFile.Sow(files, name, Cosmos, database, clock);
        }
    }
}
