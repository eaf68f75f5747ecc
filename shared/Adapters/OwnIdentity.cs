using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Serverless.Adapters;

/// <summary>This application's own identity, with which it opens what it has no key for.</summary>
internal static class OwnIdentity
{
    /// <summary>
    /// On Azure a managed identity, on a developer's machine whoever has signed in. Which identity, where an application has several, is
    /// what <c>{connection}__clientId</c> says, as it does to the Functions host; else <c>AZURE_CLIENT_ID</c>.
    /// </summary>
    /// <param name="connection">The settings of the connection, such as those that begin with <c>ServiceBusConnection__</c>.</param>
    public static TokenCredential For(IConfigurationSection connection) => new DefaultAzureCredential(Options(connection));

    internal static DefaultAzureCredentialOptions Options(IConfigurationSection connection)
    {
        var options = new DefaultAzureCredentialOptions();
        if (connection["clientId"] is { Length: > 0 } clientId)
        {
            options.ManagedIdentityClientId = clientId;
        }
        return options;
    }
}
