using System.ComponentModel.DataAnnotations;

namespace Serverless.Functions.Telemetry;

/// <summary>Where telemetry goes; nowhere when nothing is set. The names are those of the exporters, which read more of their own.</summary>
internal sealed class TelemetryOptions : IValidatableObject
{
    private const string ClientIdIs = "ClientId=";

    /// <summary><c>OTEL_EXPORTER_OTLP_ENDPOINT</c>: an OpenTelemetry collector.</summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary><c>OTEL_EXPORTER_OTLP_PROTOCOL</c>: how it is spoken to; <c>grpc</c> when not set.</summary>
    public string? OtlpProtocol { get; set; }

    /// <summary><c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>: Azure Monitor.</summary>
    public string? AzureMonitor { get; set; }

    /// <summary>
    /// <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c>: with <c>Authorization=AAD</c> telemetry is sent under this application's own
    /// identity, and a key that leaked is no use to anybody; <c>ClientId=…</c> after it says which, where there are several. The Functions
    /// host reads the same setting.
    /// </summary>
    public string? AzureMonitorAuthentication { get; set; }

    public bool SendsUnderItsIdentity => !string.IsNullOrEmpty(AzureMonitorAuthentication);

    public string? ClientId => (AzureMonitorAuthentication ?? "").Split(';', StringSplitOptions.TrimEntries)
        .FirstOrDefault(part => part.StartsWith(ClientIdIs, StringComparison.OrdinalIgnoreCase))?[ClientIdIs.Length..];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SendsUnderItsIdentity && !AzureMonitorAuthentication!.Contains("Authorization=AAD", StringComparison.OrdinalIgnoreCase))
        {
            yield return new(
                "APPLICATIONINSIGHTS_AUTHENTICATION_STRING should begin with Authorization=AAD, or be empty.", [nameof(AzureMonitorAuthentication)]);
        }
        if (!string.IsNullOrEmpty(OtlpEndpoint)
            && !(Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            yield return new("OTEL_EXPORTER_OTLP_ENDPOINT should be the address of a collector, such as http://localhost:4317.", [nameof(OtlpEndpoint)]);
        }
        if (!string.IsNullOrEmpty(OtlpProtocol) && OtlpProtocol is not ("grpc" or "http/protobuf"))
        {
            yield return new("OTEL_EXPORTER_OTLP_PROTOCOL should be grpc or http/protobuf.", [nameof(OtlpProtocol)]);
        }
    }
}
