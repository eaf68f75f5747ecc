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

        (Captured or Refunded, IntentStatus.Succeeded) => ObserveRefunds(intent, at),
        (_, IntentStatus.Succeeded) => new PaymentEvent.Captured(intent.Id, intent.Received, at),
        (Captured or Refunded, _) => NothingChanged,

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

    // With a refund of ours under way, what went back may be that one: only its own answer tells.
    private Decision<PaymentEvent> ObserveRefunds(Intent intent, DateTimeOffset at) =>
        Pending is { Kind: OperationKind.Refund } || intent.Refunded <= Facts.Totals.Refunded
            ? NothingChanged
            : new PaymentEvent.Refunded(null, intent.Refunded - Facts.Totals.Refunded, at);
}
