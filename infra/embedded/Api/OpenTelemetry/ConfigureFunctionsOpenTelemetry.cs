using global::OpenTelemetry;
using Serverless.Embedded.Telemetry;

namespace Microsoft.Azure.Functions.Worker.OpenTelemetry;

public static class ConfigureFunctionsOpenTelemetry
{
    /// <summary>Reports the spans of invocations: those which the official host and worker report between them.</summary>
    public static IOpenTelemetryBuilder UseFunctionsWorkerDefaults(this IOpenTelemetryBuilder builder) =>
        builder.WithTracing(traces => traces.AddSource(InvocationSpans.SourceName));
}
