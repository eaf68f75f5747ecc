using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Host.Services;

/// <summary>The embedded Cosmos DB account that the setting <c>CosmosConnection</c> names.</summary>
internal sealed record CosmosConnection(string Host, string Key)
{
    /// <summary>Null when the setting is missing, or names an account outside this process.</summary>
    /// <exception cref="SettingsException">The setting is no connection string.</exception>
    public static CosmosConnection? Of(IConfiguration settings)
    {
        if (settings["CosmosConnection"] is not { Length: > 0 } text)
        {
            return null;
        }
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = text;
        }
        catch (ArgumentException failure)
        {
            throw Invalid(failure);
        }
        return !parts.TryGetValue("AccountEndpoint", out var endpoint)
            || !Uri.TryCreate((string)endpoint, UriKind.Absolute, out var address)
            || !parts.TryGetValue("AccountKey", out var key) ? throw Invalid(null)
            : address.Host.EndsWith(HttpClientRouter.Suffix, StringComparison.OrdinalIgnoreCase) ? new(address.Host, (string)key)
            : null;
    }

    private static SettingsException Invalid(Exception? failure) => new(
        "The setting CosmosConnection should be a connection string: AccountEndpoint=http://cosmos.embedded/;AccountKey=<base64>.", failure);
}
