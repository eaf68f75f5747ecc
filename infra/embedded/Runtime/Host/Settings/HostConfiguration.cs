using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Serverless.Embedded.Host.Settings;

/// <summary>Puts the settings together: the command line over the environment over <c>local.settings.json</c>.</summary>
internal static class HostConfiguration
{
    private static readonly ConcurrentDictionary<string, bool> s_exported = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="SettingsException">The settings file or the command line cannot be read.</exception>
    public static (WebApplicationBuilder Web, LocalSettings Local) Begin(string application, SettingsFiles files, string[] args)
    {
        var local = LocalSettings.Read(files);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = application,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT")
                ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Development",
        });
        Export(local);
        builder.Configuration
            .AddInMemoryCollection(local.Values.Select(Setting))
            .AddEnvironmentVariables()
            .AddInMemoryCollection(local.Values.Where(value => s_exported.ContainsKey(value.Key)).Select(Setting))
            .AddArguments(args);
        return (builder, local);
    }

    private static KeyValuePair<string, string?> Setting(KeyValuePair<string, string?> value) =>
        new(value.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), value.Value);

    // SDKs read variables of their own. What a host of this process exported is no setting of the user's: the next host's file is above it.
    private static void Export(LocalSettings local)
    {
        foreach (var (name, value) in local.Values)
        {
            if (s_exported.ContainsKey(name) || Environment.GetEnvironmentVariable(name) is null)
            {
                s_exported[name] = true;
                Environment.SetEnvironmentVariable(name, value);
            }
        }
    }
}
