using Serverless.Domain.Payments;

namespace Serverless.Simulation.Provider;

/// <summary>The payment methods of this world. Their names say what happens.</summary>
internal static class Cards
{
    public const string Good = "pm_good";
    public const string Declined = "pm_declined";
    public const string Challenged = "pm_challenged";
    public const string ChallengedThenDeclined = "pm_challenged_declined";
    public const string Slow = "pm_slow";
    public const string SlowThenDeclined = "pm_slow_declined";
    public const string RefundsPending = "pm_refunds_pending";
    public const string RefundsFailLate = "pm_refunds_fail_late";
    public const string Unknown = "pm_unknown";

    public static readonly PaymentFailure Decline = new("card_declined", "generic_decline", "The card was declined.");

    public static readonly PaymentFailure RefundFailure = new("expired_or_canceled_card", null, "The bank did not take the refund.");
}
