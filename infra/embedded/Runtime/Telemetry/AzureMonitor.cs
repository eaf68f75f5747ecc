namespace Serverless.Embedded.Telemetry;

/// <summary>Stands for the exporter that is not here.</summary>
internal sealed class AzureMonitor
{
    public const string Refusal =
        "APPLICATIONINSIGHTS_CONNECTION_STRING is set, but the embedded runtime cannot send to Azure Monitor: build with FunctionsRuntime=azure, "
        + "or set OTEL_EXPORTER_OTLP_ENDPOINT instead.";
}
