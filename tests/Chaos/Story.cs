using static Serverless.Chaos.Deeds;

namespace Serverless.Chaos;

/// <summary>What a customer does with an order once it is accepted, and how the order may end then.</summary>
/// <param name="Weight">How often it happens, compared to the others.</param>
/// <param name="PaymentMethod">What the order is paid with at first.</param>
/// <param name="Then">What follows. It ends when there is nothing left to do.</param>
/// <param name="Ends">The order's possible last states.</param>
internal sealed record Story(int Weight, string PaymentMethod, Func<Shop, Promise, Task> Then, params string[] Ends)
{
    private static readonly Story NeverComesBack = new(1, "pm_card_threeDSecure2Required", Nothing, "expired");

    private static readonly Story[] Automatic =
    [
        new(20, "pm_card_visa", Nothing, "paid"),
        new(3, "pm_sim_lost", Nothing, "paid"),
        new(3, "pm_sim_429_once", Nothing, "paid"),
        new(2, "pm_sim_unreachable_once", Nothing, "paid"),
        new(2, "pm_sim_slow", Nothing, "paid"),
        new(2, "pm_sim_slow_declined", Nothing, "paymentFailed"),
        new(4, "pm_card_visa_chargeDeclined", Nothing, "paymentFailed"),
        new(6, "pm_card_visa", CancelAtOnce, "cancelled"),
        new(2, "pm_sim_slow", CancelAtOnce, "cancelled"),
        new(2, "pm_sim_lost", CancelAtOnce, "cancelled"),
        new(2, "pm_card_visa_chargeDeclined", CancelAtOnce, "cancelled"),
        new(5, "pm_card_visa", CancelOncePaid, "cancelled"),
        new(2, "pm_sim_later_lost", CancelOncePaid, "cancelled"),
        new(2, "pm_card_pendingRefund", CancelOncePaid, "cancelled"),
        new(5, "pm_card_visa", RefundPart, "paid"),
        new(2, "pm_sim_later_lost", RefundPart, "paid"),
        new(2, "pm_card_pendingRefund", RefundPart, "paid"),
        new(2, "pm_card_refundFail", RefundPart, "paid"),
        new(2, "pm_card_visa", RefundTwoPartsAtOnce, "paid"),
        new(4, "pm_card_visa", RefundAll, "refunded"),
        new(2, "pm_card_visa", RefundAndCancelAtOnce, "refunded", "cancelled", "paid"),
        new(5, "pm_card_visa_chargeDeclined", PayWithAnotherCard, "paid"),
        new(5, "pm_card_threeDSecure2Required", Approve, "paid"),
        new(3, "pm_card_threeDSecure2Required", Refuse, "paymentFailed"),
        new(2, "pm_card_threeDSecure2Required", CancelAtOnce, "cancelled"),
        new(2, "pm_card_threeDSecure2Required", ApproveAndCancelAtOnce, "cancelled"),
    ];

    // What nobody captures stays held for a week: every payment is captured or given up.
    private static readonly Story[] Manual =
    [
        new(12, "pm_card_visa", CaptureAll, "paid"),
        new(4, "pm_card_visa", CapturePart, "paid"),
        new(3, "pm_sim_lost", CaptureAll, "paid"),
        new(3, "pm_sim_later_lost", CaptureAll, "paid"),
        new(3, "pm_sim_later_lost", CapturePart, "paid"),
        new(3, "pm_sim_slow", CaptureAll, "paid"),
        new(4, "pm_card_visa_chargeDeclined", Nothing, "paymentFailed"),
        new(5, "pm_card_visa", CancelAtOnce, "cancelled"),
        new(2, "pm_sim_slow", CancelAtOnce, "cancelled"),
        new(4, "pm_card_visa", CancelOnceHeld, "cancelled"),
        new(3, "pm_sim_later_lost", CancelOnceHeld, "cancelled"),
        new(4, "pm_card_visa", CaptureAndCancelAtOnce, "paid", "cancelled"),
        new(3, "pm_sim_later_lost", CaptureAndCancelAtOnce, "paid", "cancelled"),
        new(3, "pm_card_visa", CaptureAndRefundPart, "paid"),
        new(3, "pm_card_threeDSecure2Required", ApproveAndCapture, "paid"),
        new(2, "pm_card_threeDSecure2Required", ApproveAndCancelAtOnce, "cancelled"),
    ];

    public override string ToString() => $"{PaymentMethod}, {Then.Method.Name}";

    /// <summary>Whether a refund that is accepted also arrives: with some cards it fails later.</summary>
    public bool RefundsArrive => PaymentMethod != "pm_card_refundFail";

    /// <summary>With an absentee among them, whoever does not pay in time for another reason expires, too.</summary>
    public static Story Draw(Random random, Plan plan)
    {
        var stories = plan.ManualCapture ? Manual : Automatic;
        stories = plan.Absentees ? [.. stories, NeverComesBack] : stories;
        var drawn = random.Next(stories.Sum(story => story.Weight));
        return stories.First(story => (drawn -= story.Weight) < 0);
    }
}
