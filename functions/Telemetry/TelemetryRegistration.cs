using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Functions.Telemetry;

internal static class TelemetryRegistration
{
    /// <summary>Sends traces, metrics and logs to where the settings say. Without such a setting OpenTelemetry is not even loaded.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        void Read(TelemetryOptions options)
        {
            options.OtlpEndpoint = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
            options.OtlpProtocol = configuration["OTEL_EXPORTER_OTLP_PROTOCOL"];
            options.AzureMonitor = configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"];
            options.AzureMonitorAuthentication = configuration["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"];
        }

        services.AddOptions<TelemetryOptions>().Configure(Read).ValidateDataAnnotations().ValidateOnStart();
        var options = new TelemetryOptions();
        Read(options);
        if (options is not { OtlpEndpoint: null or "", AzureMonitor: null or "" })
        {
            Exports.Add(services, options);
        }
        return services;
    }
}
