using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host.Services;
using Serverless.Embedded.Host.Settings;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Host.Sharing;

/// <summary>The ports by which the settings open services to other programs. Only the host opens them.</summary>
internal sealed class ServicePorts(ListenAddress address, EmbeddedServices services, ILoggerFactory logs) : IAsyncDisposable
{
    private readonly List<ServiceServer> _open = [];

    /// <exception cref="SettingsException">A port is for a service that there is not.</exception>
    public async Task Open()
    {
        if (address.CosmosPort is { } cosmos)
        {
            await Open(cosmos, services.Cosmos ?? throw new SettingsException("Embedded__CosmosPort needs a CosmosConnection to the embedded account."));
        }
        if (address.PaymentProviderPort is { } payments)
        {
            await Open(payments, services.Payments!);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _open)
        {
            await server.DisposeAsync();
        }
        _open.Clear();
    }

    private async Task Open(int port, IWireService service) =>
        _open.Add(await ServiceServer.On(port, http => WireEndpoint.Answer(service, http), logs));
}
