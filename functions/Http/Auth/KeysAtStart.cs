using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Serverless.Functions.Http.Auth;

/// <summary>Asks the issuer for its keys beside the start, so that the first caller need not wait for them. When that fails, the first caller asks.</summary>
internal sealed partial class KeysAtStart(IConfigurationManager<OpenIdConnectConfiguration> issuer, ILogger<KeysAtStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await issuer.GetConfigurationAsync(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            IssuerKeysNotYet(log, failure);
        }
    }

    [LoggerMessage(1012, LogLevel.Warning, "The OpenID Connect issuer's keys could not be had at start: the first caller's request will ask again")]
    private static partial void IssuerKeysNotYet(ILogger log, Exception failure);
}
