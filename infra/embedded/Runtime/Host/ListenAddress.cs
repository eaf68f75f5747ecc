using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Host;

/// <summary>
/// The ports that the host opens, on this machine's loopback addresses: its own, and one for each service that the settings open to
/// other programs.
/// </summary>
internal sealed class ListenAddress
{
    private const int DefaultPort = 7071;

    public ListenAddress(IConfiguration settings, LocalSettings local)
    {
        Port = Read(settings, "port", "port") ?? local.Port ?? DefaultPort;
        CosmosPort = Read(settings, "Embedded:CosmosPort", "Embedded__CosmosPort");
        PaymentProviderPort = Read(settings, "Embedded:PaymentProviderPort", "Embedded__PaymentProviderPort");
    }

    /// <summary>0 for any that is free.</summary>
    public int Port { get; }

    public int? CosmosPort { get; }

    public int? PaymentProviderPort { get; }

    public void Open(KestrelServerOptions kestrel)
    {
        foreach (var port in (int?[])[Port, CosmosPort, PaymentProviderPort])
        {
            if (port == 0)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
            else if (port is { } number)
            {
                kestrel.ListenLocalhost(number);
            }
        }
    }

    /// <summary>
    /// Which service each further port is for, once the server has told which ports it opened, in the order of <see cref="Open"/>.
    /// </summary>
    public Dictionary<int, ServicePort> Services(IReadOnlyList<string> opened)
    {
        var ports = new Dictionary<int, ServicePort>();
        var at = 1;
        if (CosmosPort is not null)
        {
            ports.Add(new Uri(opened[at++]).Port, ServicePort.Cosmos);
        }
        if (PaymentProviderPort is not null)
        {
            ports.Add(new Uri(opened[at]).Port, ServicePort.PaymentProvider);
        }
        return ports;
    }

    private static int? Read(IConfiguration settings, string key, string name) => settings[key] is not { Length: > 0 } text ? null
        : int.TryParse(text, out var port) && port is >= 0 and <= 65535 ? port
        : throw new SettingsException($"The setting {name} should be a port from 0 to 65535, not '{text}'.");
}

/// <summary>A service with a port of its own.</summary>
internal enum ServicePort
{
    Cosmos,
    PaymentProvider,
}
