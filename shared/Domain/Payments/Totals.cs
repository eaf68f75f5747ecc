namespace Serverless.Domain.Payments;

/// <summary>
/// What the provider holds and took and gave back, in one currency: captured never exceeds authorized, refunded never exceeds captured.
/// </summary>
public sealed record Totals(Money Authorized, Money Captured, Money Refunded)
{
    /// <summary>Nothing held, taken or given back.</summary>
    public static Totals None(Currency currency) => new(Money.Zero(currency), Money.Zero(currency), Money.Zero(currency));

    /// <summary>What was taken and not given back.</summary>
    public Money Kept => Captured - Refunded;

    /// <summary>After taking this much in all. What was taken was authorized, even where the provider never said so.</summary>
    internal Totals Taking(Money captured) => this with { Captured = captured, Authorized = Authorized < captured ? captured : Authorized };

    /// <summary>After giving back this much more.</summary>
    internal Totals GivingBack(Money amount) => this with { Refunded = Refunded + amount };
}
