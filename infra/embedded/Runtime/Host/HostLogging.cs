using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Host;

/// <summary>Logs to the console, at the levels of <c>host.json</c> and of the settings.</summary>
internal static class HostLogging
{
    public static void Add(ILoggingBuilder logging, HostJson json, IConfiguration settings, bool quiet)
    {
        logging.SetMinimumLevel(quiet ? LogLevel.Warning : LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        // A failed start is told in one line, and a failed invocation by the function's own entry.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // Its entries per request would also make it start an activity for each, which no one would see.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        if (!quiet)
        {
            logging.AddConfiguration(json.Logging.Levels);
        }
        logging.AddConfiguration(settings.GetSection("Logging"));
        if (!json.Logging.Console)
        {
            return;
        }
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = json.Logging.Colors ? LoggerColorBehavior.Default : LoggerColorBehavior.Disabled;
            console.TimestampFormat = "[HH:mm:ss.fff] ";
        });
    }
}
