namespace Serverless.Workflows;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Pointer">Where: a JSON pointer (RFC 6901) into the body, or the name of a query parameter.</param>
/// <param name="Code">A stable code.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record InvalidField(string Pointer, string Code, string Message)
{
    internal static readonly InvalidField PaymentMethod =
        new("/paymentMethod", "invalid_payment_method", "The provider's name of a card, like pm_card_visa.");

    /// <summary>For what must not be taken, kept or repeated, whatever the field.</summary>
    public static InvalidField CardNumber(string pointer) =>
        new(pointer, "card_number", "This looks like the number of a card: none is taken here. Send the payment provider's name of it.");
}
