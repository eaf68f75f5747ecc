using Serverless.Domain.Payments;
using Serverless.Domain.Tests.Orders;

namespace Serverless.Domain.Tests.Payments;

/// <summary>The payment of the order of <see cref="Given"/>, and what can be asked of it.</summary>
internal static class GivenPayment
{
    public static readonly DateTimeOffset Noon = Given.Noon;
    public static readonly IntentId Pi = new("pi_1");
    public static readonly NextAction ThreeDSecure = new("redirect_to_url", "https://bank.example/3ds");

    public static PaymentCommand.Charge Charge(int attempt = 1) => new(Given.Cart.Id, attempt, Given.Eur(4000), Noon, Noon);

    public static PaymentCommand.Void AskVoid => new(Given.Cart.Id, Given.Eur(4000), Noon);

    public static PaymentCommand.Refund Refund(int number, long amount) => new(number, Given.Eur(amount), Noon);

    /// <summary>The provider's record of a refund: ours when it has a number, else one of the dashboard.</summary>
    public static PaymentCommand.ObserveRefund Refunding(
        string id, int? number, long amount, PaymentRefundStatus status = PaymentRefundStatus.Succeeded) => new(
            new PaymentRefund(id, number, Given.Eur(amount), status, status == PaymentRefundStatus.Failed ? Given.Declined : null), Noon);

    public static PaymentCommand.ObserveDispute Disputing(DisputeStatus status, string id = "dp_1", long amount = 4000) =>
        new(new Dispute(id, Given.Eur(amount), status, "product_not_received"), Noon);

    /// <summary>The provider's answer to the operation that is pending.</summary>
    public static PaymentCommand.ObserveIntent Answer(IntentStatus status, long capturable = 0, long received = 0, long refunded = 0) =>
        new(Intent(status, capturable, received, refunded), IsAnswer: true, Noon);

    /// <summary>The provider's record, read on its own.</summary>
    public static PaymentCommand.ObserveIntent Read(IntentStatus status, long capturable = 0, long received = 0, long refunded = 0) =>
        Answer(status, capturable, received, refunded) with { IsAnswer = false };

    public static Payment Requested => After(null, Charge());

    public static Payment RequiresAction => Requested.After(Answer(IntentStatus.RequiresAction));

    public static Payment Processing => Requested.After(Answer(IntentStatus.Processing));

    public static Payment Authorized => Requested.After(Answer(IntentStatus.RequiresCapture, capturable: 4000));

    public static Payment Captured => Requested.After(Answer(IntentStatus.Succeeded, received: 4000));

    public static Payment Failed => Requested.After(Answer(IntentStatus.RequiresPaymentMethod));

    public static Payment Voided => After(null, AskVoid);

    public static Payment Lapsed => Authorized.After(Read(IntentStatus.Canceled));

    public static Payment Refunded => Captured.After(Refund(1, 4000)).After(Refunding("re_1", 1, 4000));

    public static Payment After(this Payment? payment, PaymentCommand command) =>
        Assert.IsType<Decision<PaymentEvent>.Happens>(Payment.Decide(payment, command)).Events.Aggregate(payment, Payment.Apply)!;

    public static void Ignores(this Payment payment, PaymentCommand command) => Assert.IsType<Decision<PaymentEvent>.Nothing>(Payment.Decide(payment, command));

    public static Rejection Rejection(this Payment? payment, PaymentCommand command) =>
        Assert.IsType<Decision<PaymentEvent>.Rejected>(Payment.Decide(payment, command)).Rejection;

    private static Intent Intent(IntentStatus status, long capturable, long received, long refunded) => new(
        Pi,
        status,
        Given.Eur(capturable),
        Given.Eur(received),
        Given.Eur(refunded),
        status == IntentStatus.RequiresPaymentMethod ? Given.Declined : null,
        status == IntentStatus.RequiresAction ? ThreeDSecure : null);
}
