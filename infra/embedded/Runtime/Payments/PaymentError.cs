namespace Serverless.Embedded.Payments;

/// <summary>Why an attempt to pay failed: Stripe's <c>last_payment_error</c>.</summary>
internal sealed record PaymentError(string Type, string Code, string Message, string PaymentMethod)
{
    public string? DeclineCode { get; init; }
    public string? Charge { get; init; }
    public string? Param { get; init; }
}
