using global::OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Telemetry;

namespace Azure.Monitor.OpenTelemetry.Exporter;

public static class OpenTelemetryBuilderExtensions
{
    /// <summary>Stops the start: the exporter comes with the official packages.</summary>
    public static IOpenTelemetryBuilder UseAzureMonitorExporter(this IOpenTelemetryBuilder builder)
    {
        builder.Services.AddOptions<AzureMonitor>().Validate(static _ => false, AzureMonitor.Refusal).ValidateOnStart();
        return builder;
    }

    /// <inheritdoc cref="UseAzureMonitorExporter(IOpenTelemetryBuilder)"/>
    public static IOpenTelemetryBuilder UseAzureMonitorExporter(
        this IOpenTelemetryBuilder builder, Action<AzureMonitorExporterOptions> configureAzureMonitor) => builder.UseAzureMonitorExporter();
}
