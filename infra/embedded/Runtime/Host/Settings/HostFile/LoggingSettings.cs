using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Serverless.Embedded.Host.Settings.HostFile;

/// <summary>What host.json says under <c>logging</c>.</summary>
internal sealed record LoggingSettings
{
    private static readonly string[] s_levels = Enum.GetNames<LogLevel>();

    /// <summary>The least level of each category, or of those that begin with it; <c>default</c> is all others.</summary>
    public required IConfiguration Levels { get; init; }

    public bool Console { get; init; }

    public bool Colors { get; init; }

    public static LoggingSettings Read(HostSection host)
    {
        var levels = host.Map("logLevel", string.Join(" or ", s_levels), (_, level) =>
            s_levels.Contains(level, StringComparer.OrdinalIgnoreCase));
        // The embedded host writes no files, debugged or not.
        host.Read("fileLoggingMode", Kind.Choice("debugOnly", "never"), null, "nothing is written to files");
        host.Pass("applicationInsights", "with OpenTelemetry there is no Application Insights SDK in the host, on Azure neither");
        var console = host.Section("console");
        return new LoggingSettings
        {
            Levels = new ConfigurationBuilder()
                .AddInMemoryCollection(levels.Select(level => KeyValuePair.Create("LogLevel:" + level.Key, (string?)level.Value))).Build(),
            Console = console.Read("isEnabled", Kind.Flag, true),
            Colors = !console.Read("disableColors", Kind.Flag, false),
        };
    }
}
