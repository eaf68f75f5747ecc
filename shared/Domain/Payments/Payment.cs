using Serverless.Domain.Orders;

namespace Serverless.Domain.Payments;

/// <summary>
/// The payment of one order, over one PaymentIntent of the provider: one of nine states, and no others. <see cref="Decide"/> says what
/// a command leads to, <see cref="Apply"/> what an event makes of the payment; neither does anything else.
/// </summary>
public abstract partial record Payment
{
    private Payment(PaymentFacts facts) => Facts = facts;

    /// <summary>What every payment has, in any state.</summary>
    public PaymentFacts Facts { get; init; }

    /// <summary>The order that is paid; also the payment's id.</summary>
    public OrderId Order => Facts.Order;

    /// <summary>The number of events so far, from 1.</summary>
    public long Version => Facts.Version;

    /// <summary>What was asked of the provider and has no proven outcome yet.</summary>
    public PendingOperation? Pending => Facts.Pending;

    /// <summary>A charge is under way, and nothing is known of its outcome.</summary>
    public sealed record Requested(PaymentFacts Facts) : Payment(Facts);

    /// <summary>The customer has to act, for example pass 3-D Secure.</summary>
    public sealed record RequiresAction(PaymentFacts Facts, NextAction? NextAction) : Payment(Facts);

    /// <summary>The bank decides; it may take days.</summary>
    public sealed record Processing(PaymentFacts Facts) : Payment(Facts);

    /// <summary>The money is held.</summary>
    public sealed record Authorized(PaymentFacts Facts) : Payment(Facts);

    /// <summary>The money was taken, and is not all given back.</summary>
    public sealed record Captured(PaymentFacts Facts) : Payment(Facts);

    /// <summary>The last attempt failed.</summary>
    public sealed record Failed(PaymentFacts Facts, PaymentFailure Failure) : Payment(Facts);

    /// <summary>The provider holds nothing and will take nothing. A charge that comes later does nothing.</summary>
    public sealed record Voided(PaymentFacts Facts) : Payment(Facts);

    /// <summary>The hold ended before the money was taken, and the provider closed the intent.</summary>
    public sealed record Lapsed(PaymentFacts Facts) : Payment(Facts);

    /// <summary>All that was taken was given back.</summary>
    public sealed record Refunded(PaymentFacts Facts) : Payment(Facts);
}
