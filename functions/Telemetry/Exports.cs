using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace Serverless.Functions.Telemetry;

/// <summary>
/// What is reported. Requests and messages are the host's to report, not ASP.NET Core's or the bus client's: theirs would be second spans of
/// the same things. Calls of the payment provider are ours, because <c>HttpClient</c> would report every request of the database's client too.
/// </summary>
internal static class Exports
{
    private const string Ours = "Serverless.*";

    public static void Add(IServiceCollection services, TelemetryOptions options)
    {
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("orders").AddEnvironmentVariableDetector())
            .WithTracing(traces => traces.AddSource(Ours, "Azure.Cosmos.Operation"))
            .WithMetrics(metrics => metrics.AddMeter(Ours, "System.Runtime"))
            .WithLogging(null, logs => logs.IncludeScopes = true)
            .UseFunctionsWorkerDefaults();
        if (!string.IsNullOrEmpty(options.OtlpEndpoint))
        {
            telemetry.UseOtlpExporter();
        }
        if (!string.IsNullOrEmpty(options.AzureMonitor))
        {
            telemetry.UseAzureMonitorExporter(monitor => monitor.Credential = Identity(options));
        }
    }

    private static DefaultAzureCredential? Identity(TelemetryOptions options) => !options.SendsUnderItsIdentity ? null
        : options.ClientId is { } clientId ? new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId })
        : new DefaultAzureCredential();
}
