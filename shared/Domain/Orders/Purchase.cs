using Serverless.Domain.Payments;

namespace Serverless.Domain.Orders;

/// <summary>What was bought, by whom and when: the part of an order that never changes.</summary>
/// <param name="Id">The order's id.</param>
/// <param name="Customer">Who bought.</param>
/// <param name="Lines">1 to 100 lines, of one currency.</param>
/// <param name="Method">The payment method of the first attempt.</param>
/// <param name="CaptureMode">When the money is taken.</param>
/// <param name="Fingerprint">What the client asked for.</param>
/// <param name="PlacedAt">When.</param>
public sealed record Purchase(
    OrderId Id,
    CustomerId Customer,
    IReadOnlyList<OrderLine> Lines,
    PaymentMethod Method,
    CaptureMode CaptureMode,
    Fingerprint Fingerprint,
    DateTimeOffset PlacedAt)
{
    /// <summary>The most lines of one order.</summary>
    public const int MaxLines = 100;

    /// <summary>The largest total in minor units: the payment provider takes amounts of up to eight digits.</summary>
    public const long MaxTotal = 99_999_999;

    /// <summary>The sum of the lines.</summary>
    public Money Total { get; } = Lines.Aggregate(Money.Zero(Lines[0].UnitPrice.Currency), (sum, line) => sum + line.Total);

    /// <summary>So many minor units of the order's currency, or null for none named.</summary>
    public Money? Amount(long? minorUnits) => minorUnits is { } units ? new Money(units, Total.Currency) : null;
}
