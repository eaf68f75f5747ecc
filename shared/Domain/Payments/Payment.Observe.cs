namespace Serverless.Domain.Payments;

public abstract partial record Payment
{
    /// <summary>
    /// What the provider's record tells. Records may be old (the provider replays answers), so none leads back: money that was taken is
    /// not untaken by a record of the time before.
    /// </summary>
    private Decision<PaymentEvent> Observe(Intent intent, bool isAnswer, DateTimeOffset at) => (this, intent.Status) switch
    {
        _ when Facts.Intent is { } known && known != intent.Id =>
            new Rejection("another_intent", $"The payment has the intent {known}, not {intent.Id}."),

        (Captured or Refunded, _) => NothingChanged,
        (_, IntentStatus.Succeeded) => new PaymentEvent.Captured(intent.Id, intent.Received, at),

        (Authorized, IntentStatus.RequiresCapture) when Facts.Totals.Authorized == intent.Capturable => NothingChanged,
        (_, IntentStatus.RequiresCapture) => new PaymentEvent.Authorized(intent.Id, intent.Capturable, at),
        (Voided or Lapsed, _) => NothingChanged,

        (_, IntentStatus.Canceled) when Pending is { Kind: OperationKind.Void } => new PaymentEvent.Voided(Order, Facts.Amount, at),
        (_, IntentStatus.Canceled) => new PaymentEvent.Lapsed(at),
        (Authorized, _) => NothingChanged,

        (RequiresAction o, IntentStatus.RequiresAction) when o.NextAction == intent.NextAction => NothingChanged,
        (_, IntentStatus.RequiresAction) => new PaymentEvent.ActionRequired(intent.Id, intent.NextAction, at),
        (Processing, IntentStatus.Processing) => NothingChanged,
        (_, IntentStatus.Processing) => new PaymentEvent.ProcessingBegan(intent.Id, at),

        (Failed, IntentStatus.RequiresPaymentMethod) => NothingChanged,
        (_, IntentStatus.RequiresPaymentMethod) when !isAnswer && !TellsOfThisAttempt(intent) => NothingChanged,
        (_, IntentStatus.RequiresPaymentMethod) => new PaymentEvent.Failed(intent.Id, intent.LastError ?? PaymentFailure.ProviderError, at),

        _ => throw new ArgumentOutOfRangeException(nameof(intent), intent.Status, "Not a status of an intent."),
    };

    // A record that is read while a charge has no answer may still stand where it stood before that charge: with no error yet, or with
    // the error of the attempt before.
    private bool TellsOfThisAttempt(Intent intent) =>
        Pending is not { Kind: OperationKind.Charge } charge || charge.Number == 1 && intent.LastError is not null;

    // Refunds go from accepted to succeeded to failed, and never back: what says less is an old record. One that we gave up, and that
    // the provider has made after all, counts. One of its dashboard that failed before anybody saw it does not.
    private Decision<PaymentEvent> Observe(PaymentRefund refund, DateTimeOffset at) => (Facts.Find(refund), refund.Status) switch
    {
        ({ Status: PaymentRefundStatus.Failed, Id: not null }, _) => NothingChanged,
        ({ } known, var status) when known.Status == status => NothingChanged,
        ({ Status: PaymentRefundStatus.Succeeded }, PaymentRefundStatus.Pending) => NothingChanged,
        (null, PaymentRefundStatus.Failed) when refund.Number is null => NothingChanged,
        (_, PaymentRefundStatus.Pending) => new PaymentEvent.RefundAccepted(refund, at),
        (_, PaymentRefundStatus.Succeeded) => new PaymentEvent.Refunded(refund, at),
        _ => new PaymentEvent.RefundFailed(refund, at),
    };

    // What is decided stays decided; an inquiry becomes a dispute, and neither goes back.
    private Decision<PaymentEvent> Observe(Dispute dispute, DateTimeOffset at) => (Facts.Find(dispute), dispute.Status) switch
    {
        ({ Status: DisputeStatus.Won or DisputeStatus.Lost }, _) => NothingChanged,
        ({ } known, var status) when known.Status == status => NothingChanged,
        ({ Status: DisputeStatus.Open }, DisputeStatus.Inquiry) => NothingChanged,
        _ => new PaymentEvent.Disputed(dispute, at),
    };
}
