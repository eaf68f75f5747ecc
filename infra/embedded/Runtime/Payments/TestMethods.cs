using System.Collections.Frozen;

namespace Serverless.Embedded.Payments;

/// <summary>
/// The payment methods that the simulator knows. Those of Stripe behave as in Stripe's test mode; the <c>pm_sim_</c> ones
/// are its own, for what a test mode does not offer: a provider that fails.
/// <list type="table">
/// <listheader><term>method</term><description>what happens</description></listheader>
/// <item><term>pm_card_visa, pm_card_visa_debit, pm_card_mastercard, pm_card_mastercard_debit, pm_card_amex, pm_card_discover, pm_card_diners, pm_card_jcb, pm_card_unionpay</term><description>approved</description></item>
/// <item><term>pm_card_visa_chargeDeclined</term><description>402 card_declined, generic_decline</description></item>
/// <item><term>pm_card_visa_chargeDeclinedInsufficientFunds</term><description>402 card_declined, insufficient_funds</description></item>
/// <item><term>pm_card_visa_chargeDeclinedLostCard, …StolenCard, …Fraudulent, …VelocityLimitExceeded</term><description>402 card_declined with lost_card, stolen_card, fraudulent, card_velocity_exceeded</description></item>
/// <item><term>pm_card_chargeDeclinedExpiredCard, …IncorrectCvc, …ProcessingError (also with pm_card_visa_)</term><description>402 expired_card, incorrect_cvc, processing_error</description></item>
/// <item><term>pm_card_threeDSecure2Required, pm_card_threeDSecureRequired, pm_card_authenticationRequired</term><description>requires_action until a person approves; off session 402 authentication_required</description></item>
/// <item><term>pm_card_threeDSecureRequiredChargeDeclined</term><description>requires_action, declined after approval</description></item>
/// <item><term>pm_card_threeDSecureOptional</term><description>approved</description></item>
/// <item><term>pm_card_pendingRefund, pm_card_refundFail</term><description>approved; refunds are pending and succeed later, or succeed and fail later</description></item>
/// <item><term>pm_card_createDispute, pm_card_createDisputeProductNotReceived</term><description>approved, disputed later as fraudulent, product_not_received</description></item>
/// <item><term>pm_sim_pendingRefundFail</term><description>approved; refunds are pending and fail later</description></item>
/// <item><term>pm_usBankAccount_success, pm_usBankAccount_insufficientFunds, pm_usBankAccount_processing</term><description>processing; later succeeded, later declined, for ever</description></item>
/// <item><term>pm_sim_slow, pm_sim_slow_declined</term><description>a card that is processing first; later succeeded, later declined</description></item>
/// <item><term>pm_sim_timeout, pm_sim_timeout_once</term><description>no answer until the client gives up, nothing charged; always, or at the first use of an Idempotency-Key only</description></item>
/// <item><term>pm_sim_late</term><description>charged, answered late; meanwhile the key is in use (409)</description></item>
/// <item><term>pm_sim_lost</term><description>charged, then the connection breaks; a repeat with the same key gets the answer</description></item>
/// <item><term>pm_sim_500, pm_sim_500_charged</term><description>500, kept and replayed; nothing charged, or charged</description></item>
/// <item><term>pm_sim_503_once, pm_sim_429_once</term><description>503, 429 with Retry-After, at the first use of a key; nothing kept, the repeat is approved</description></item>
/// <item><term>pm_sim_unreachable_once</term><description>the connection breaks before anything is done, at the first use of a key</description></item>
/// <item><term>pm_sim_later_lost, pm_sim_later_500, pm_sim_later_500_done</term><description>approved; each later capture, cancel and refund is done and its answer lost, or answers 500, not done or done</description></item>
/// </list>
/// </summary>
internal static class TestMethods
{
    private static readonly Outcome Approved = new Outcome.Approved();
    private static readonly Outcome Declined = Decline("generic_decline");

    private static readonly FrozenDictionary<string, TestMethod> All = List().ToFrozenDictionary(method => method.Id, StringComparer.Ordinal);

    public static TestMethod? Find(string id) => All.GetValueOrDefault(id);

    private static IEnumerable<TestMethod> List() =>
    [
        new("pm_card_visa", "visa", "4242", Approved),
        new("pm_card_visa_debit", "visa", "5556", Approved),
        new("pm_card_mastercard", "mastercard", "4444", Approved),
        new("pm_card_mastercard_debit", "mastercard", "8210", Approved),
        new("pm_card_amex", "amex", "8431", Approved),
        new("pm_card_discover", "discover", "9424", Approved),
        new("pm_card_diners", "diners", "0004", Approved),
        new("pm_card_jcb", "jcb", "0505", Approved),
        new("pm_card_unionpay", "unionpay", "0005", Approved),
        .. Declines("chargeDeclined", "0002", Declined),
        .. Declines("chargeDeclinedInsufficientFunds", "9995", Decline("insufficient_funds")),
        .. Declines("chargeDeclinedLostCard", "9987", Decline("lost_card")),
        .. Declines("chargeDeclinedStolenCard", "9979", Decline("stolen_card")),
        .. Declines("chargeDeclinedFraudulent", "0019", Decline("fraudulent")),
        .. Declines("chargeDeclinedVelocityLimitExceeded", "6975", Decline("card_velocity_exceeded")),
        .. Declines("chargeDeclinedExpiredCard", "0069", new Outcome.Declined("expired_card", null, "The card has expired.", "exp_month")),
        .. Declines("chargeDeclinedIncorrectCvc", "0127", new Outcome.Declined("incorrect_cvc", null, "The card's security code is wrong.", "cvc")),
        .. Declines("chargeDeclinedProcessingError", "0119", new Outcome.Declined("processing_error", null, "The card could not be processed. Try again later.")),
        new("pm_card_threeDSecure2Required", "visa", "3220", new Outcome.Challenge(Approved)),
        new("pm_card_threeDSecureRequired", "visa", "3063", new Outcome.Challenge(Approved)),
        new("pm_card_authenticationRequired", "visa", "3184", new Outcome.Challenge(Approved)),
        new("pm_card_threeDSecureRequiredChargeDeclined", "visa", "1629", new Outcome.Challenge(Declined)),
        new("pm_card_threeDSecureOptional", "visa", "3055", Approved),
        new("pm_card_pendingRefund", "visa", "7726", Approved) { Refunds = (RefundStatus.Pending, RefundStatus.Succeeded) },
        new("pm_card_refundFail", "visa", "5126", Approved) { Refunds = (RefundStatus.Succeeded, RefundStatus.Failed) },
        new("pm_sim_pendingRefundFail", "visa", "4242", Approved) { Refunds = (RefundStatus.Pending, RefundStatus.Failed) },
        new("pm_card_createDispute", "visa", "0259", Approved) { Dispute = "fraudulent" },
        new("pm_card_createDisputeProductNotReceived", "visa", "2685", Approved) { Dispute = "product_not_received" },
        new("pm_usBankAccount_success", "test bank", "6789", new Outcome.Slow(Approved)) { Type = "us_bank_account" },
        new("pm_usBankAccount_insufficientFunds", "test bank", "2227", new Outcome.Slow(Decline("insufficient_funds"))) { Type = "us_bank_account" },
        new("pm_usBankAccount_processing", "test bank", "0009", new Outcome.Slow(null)) { Type = "us_bank_account" },
        new("pm_sim_slow", "visa", "4242", new Outcome.Slow(Approved)),
        new("pm_sim_slow_declined", "visa", "4242", new Outcome.Slow(Declined)),
        Faulty("pm_sim_timeout", new Fault.Timeout()),
        Faulty("pm_sim_timeout_once", new Fault.Once(new Fault.Timeout())),
        Faulty("pm_sim_late", new Fault.Late()),
        Faulty("pm_sim_lost", new Fault.Lost()),
        Faulty("pm_sim_500", new Fault.ServerError(Charges: false)),
        Faulty("pm_sim_500_charged", new Fault.ServerError(Charges: true)),
        Faulty("pm_sim_503_once", new Fault.Once(new Fault.Refusal(ApiError.Unavailable))),
        Faulty("pm_sim_429_once", new Fault.Once(new Fault.Refusal(ApiError.RateLimited))),
        Faulty("pm_sim_unreachable_once", new Fault.Once(new Fault.Unreachable())),
        new("pm_sim_later_lost", "visa", "4242", Approved) { LaterFault = new Fault.Lost() },
        new("pm_sim_later_500", "visa", "4242", Approved) { LaterFault = new Fault.ServerError(Charges: false) },
        new("pm_sim_later_500_done", "visa", "4242", Approved) { LaterFault = new Fault.ServerError(Charges: true) },
    ];

    // Stripe has the declining methods under both names.
    private static IEnumerable<TestMethod> Declines(string name, string last4, Outcome outcome) =>
        [new($"pm_card_visa_{name}", "visa", last4, outcome), new($"pm_card_{name}", "visa", last4, outcome)];

    private static TestMethod Faulty(string id, Fault fault) => new(id, "visa", "4242", Approved) { Fault = fault };

    private static Outcome.Declined Decline(string code) => new("card_declined", code, code switch
    {
        "insufficient_funds" => "The card was declined: insufficient funds.",
        _ => "The card was declined.",
    });
}
