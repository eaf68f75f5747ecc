using System.ComponentModel.DataAnnotations;
using Mode = Serverless.Domain.Payments.CaptureMode;

namespace Serverless.Workflows.Payments;

/// <summary>The settings <c>Payments__*</c>.</summary>
public sealed class PaymentSettings
{
    /// <summary>
    /// <c>Payments__CaptureMode</c>: whether the money is taken at once, or held until an operator captures it. Orders keep the mode that
    /// they were placed with.
    /// </summary>
    [AllowedValues(nameof(Mode.Automatic), nameof(Mode.Manual), ErrorMessage = "Payments__CaptureMode should be Automatic or Manual.")]
    public string CaptureMode { get; init; } = nameof(Mode.Automatic);

    internal Mode Parsed => Enum.Parse<Mode>(CaptureMode);
}
