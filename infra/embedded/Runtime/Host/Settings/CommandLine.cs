using Microsoft.Extensions.Configuration;

namespace Serverless.Embedded.Host.Settings;

/// <summary>Settings given as arguments: <c>--Name=value</c> or <c>--Name value</c>, with <c>:</c> or <c>__</c> between sections.</summary>
internal static class CommandLine
{
    private static readonly Dictionary<string, string> s_short = new() { ["-p"] = "port" };

    public static IConfigurationBuilder AddArguments(this IConfigurationBuilder settings, string[] args)
    {
        try
        {
            return settings.AddConfiguration(new ConfigurationBuilder().AddCommandLine([.. args.Select(WithColons)], s_short).Build());
        }
        catch (FormatException failure)
        {
            throw new SettingsException($"The command line cannot be read: {failure.Message}", failure);
        }
    }

    private static string WithColons(string argument)
    {
        if (!argument.StartsWith('-'))
        {
            return argument;
        }
        var end = argument.IndexOf('=', StringComparison.Ordinal);
        return end < 0
            ? argument.Replace("__", ":", StringComparison.Ordinal)
            : argument[..end].Replace("__", ":", StringComparison.Ordinal) + argument[end..];
    }
}
