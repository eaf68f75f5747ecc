using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Host;

/// <summary>
/// The ports that are opened on this machine's loopback addresses: the functions' own, and one for each service that the settings open to
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
        if (Port == 0)
        {
            kestrel.Listen(IPAddress.Loopback, 0);
        }
        else
        {
            kestrel.ListenLocalhost(Port);
        }
    }

    private static int? Read(IConfiguration settings, string key, string name) => settings[key] is not { Length: > 0 } text ? null
        : int.TryParse(text, out var port) && port is >= 0 and <= 65535 ? port
        : throw new SettingsException($"The setting {name} should be a port from 0 to 65535, not '{text}'.");
}
