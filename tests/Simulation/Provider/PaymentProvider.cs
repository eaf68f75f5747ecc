using Serverless.Domain.Payments;
using Serverless.Simulation.Engine;

namespace Serverless.Simulation.Provider;

/// <summary>
/// The provider's side: its intents, its refunds, and thereby what was really taken and given back. What it may do is what Stripe
/// documents of PaymentIntents; nothing here knows of orders but as metadata.
/// </summary>
internal sealed class PaymentProvider(Timeline time, Chance chance, Trace trace)
{
    public static readonly TimeSpan CaptureWindow = TimeSpan.FromDays(7);

    private readonly List<ProviderIntent> intents = [];
    private int refunds;

    /// <summary>Something changed that the provider tells by webhook.</summary>
    public event Action<ProviderIntent, string>? Changed;

    public IReadOnlyList<ProviderIntent> Intents => intents;

    public ProviderIntent? Find(string id) => intents.Find(intent => intent.Id == id);

    public ProviderAnswer Create(string order, long amount, CaptureMode mode, string card)
    {
        if (card == Cards.Unknown)
            return new ProviderAnswer.Refused("resource_missing");
        var intent = new ProviderIntent($"pi_{intents.Count + 1}", order, amount, mode, time.Now)
        {
            ListedFrom = time.Now + chance.Of(TimeSpan.Zero, TimeSpan.Zero, chance.Between(TimeSpan.Zero, TimeSpan.FromMinutes(5))),
        };
        intents.Add(intent);
        return Confirm(intent, card);
    }

    public ProviderAnswer Confirm(ProviderIntent intent, string card)
    {
        if (card == Cards.Unknown)
            return new ProviderAnswer.Refused("resource_missing");
        if (intent.Status is not (IntentStatus.RequiresPaymentMethod or IntentStatus.RequiresAction))
            return WrongState(intent);
        (intent.Card, intent.LastError) = (card, null);
        var confirmation = ++intent.Confirmations;
        switch (card)
        {
            case Cards.Challenged or Cards.ChallengedThenDeclined:
                Become(intent, IntentStatus.RequiresAction);
                break;
            case Cards.Slow or Cards.SlowThenDeclined:
                Become(intent, IntentStatus.Processing);
                time.After(chance.Spread(TimeSpan.FromSeconds(10), TimeSpan.FromDays(3)), () => EndSlow(intent, confirmation));
                break;
            default:
                Conclude(intent, approves: card != Cards.Declined);
                break;
        }

        return Shown(intent);
    }

    /// <summary>The buyer passes 3-D Secure, or refuses.</summary>
    public void Challenge(ProviderIntent intent, bool passes)
    {
        if (intent.Status == IntentStatus.RequiresAction)
            Conclude(intent, passes && intent.Card == Cards.Challenged);
    }

    public ProviderAnswer Capture(ProviderIntent intent, long amount)
    {
        if (intent.Status != IntentStatus.RequiresCapture)
            return WrongState(intent);
        if (amount > intent.Held)
            return new ProviderAnswer.Refused("amount_too_large");
        (intent.Held, intent.Taken) = (0, amount);
        Become(intent, IntentStatus.Succeeded);
        return Shown(intent);
    }

    public ProviderAnswer Cancel(ProviderIntent intent)
    {
        if (intent.Status is IntentStatus.Processing or IntentStatus.Canceled or IntentStatus.Succeeded)
            return WrongState(intent);
        intent.Held = 0;
        Become(intent, IntentStatus.Canceled);
        return Shown(intent);
    }

    /// <summary>Gives back. <paramref name="number"/> is null for what is done in the dashboard.</summary>
    public ProviderAnswer Refund(ProviderIntent intent, long amount, int? number)
    {
        if (intent.Status != IntentStatus.Succeeded)
            return WrongState(intent);
        if (intent.IsDisputed)
            return new ProviderAnswer.Refused("charge_disputed");
        if (amount <= 0 || amount > intent.Kept)
            return new ProviderAnswer.Refused(intent.Kept <= 0 ? "charge_already_refunded" : "amount_too_large");
        var index = intent.Refunds.Count;
        intent.Refunds.Add(new PaymentRefund(
            $"re_{++refunds}", number, ProviderIntent.Cents(amount),
            intent.Card == Cards.RefundsPending ? PaymentRefundStatus.Pending : PaymentRefundStatus.Succeeded));
        if (intent.Card == Cards.RefundsPending)
            time.After(Days(), () => Settle(intent, index, index < 2 ? chance.Of(PaymentRefundStatus.Succeeded, PaymentRefundStatus.Failed) : PaymentRefundStatus.Succeeded));
        // An operator who asks again often enough gets through.
        if (intent.Card == Cards.RefundsFailLate && index < 2)
            time.After(Days(), () => Settle(intent, index, PaymentRefundStatus.Failed));
        trace.Write($"    provider {intent.Id} of {intent.Order}: {intent.Refunds[index]}");
        Changed?.Invoke(intent, "charge.refunded");
        return new ProviderAnswer.Refunded(intent.Refunds[index]);
    }

    /// <summary>The buyer's bank takes the money back, and decides later.</summary>
    public void Dispute(ProviderIntent intent)
    {
        if (intent.Kept <= 0 || intent.Disputes.Count > 0)
            return;
        var dispute = new Dispute($"dp_{intent.Id}", ProviderIntent.Cents(intent.Kept), DisputeStatus.Inquiry, "fraudulent");
        intent.Disputes.Add(dispute);
        Decide(intent, chance.Of(DisputeStatus.Inquiry, DisputeStatus.Open));
        time.After(Days(), () => Decide(intent, DisputeStatus.Open));
        time.After(TimeSpan.FromDays(3) + Days(), () => Decide(intent, chance.Of(DisputeStatus.Won, DisputeStatus.Lost)));
    }

    private void Decide(ProviderIntent intent, DisputeStatus status)
    {
        // What was given back meanwhile cannot be taken again.
        if (status == DisputeStatus.Open && intent.Kept < intent.Disputes[0].Amount.MinorUnits || intent.Disputes[0].Status == DisputeStatus.Won)
            status = DisputeStatus.Won;
        intent.Disputes[0] = intent.Disputes[0] with { Status = status };
        trace.Write($"    provider {intent.Id} of {intent.Order}: dispute {status}");
        Changed?.Invoke(intent, status is DisputeStatus.Won or DisputeStatus.Lost ? "charge.dispute.closed" : "charge.dispute.created");
    }

    private TimeSpan Days() => chance.Spread(TimeSpan.FromMinutes(1), TimeSpan.FromDays(3));

    private void Settle(ProviderIntent intent, int index, PaymentRefundStatus status)
    {
        intent.Refunds[index] = intent.Refunds[index] with
        {
            Status = status,
            Failure = status == PaymentRefundStatus.Failed ? Cards.RefundFailure : null,
        };
        trace.Write($"    provider {intent.Id} of {intent.Order}: {intent.Refunds[index]}");
        Changed?.Invoke(intent, $"refund.{(status == PaymentRefundStatus.Failed ? "failed" : "updated")}");
    }

    private void EndSlow(ProviderIntent intent, int confirmation)
    {
        if (intent.Status == IntentStatus.Processing && intent.Confirmations == confirmation)
            Conclude(intent, intent.Card == Cards.Slow);
    }

    private void Conclude(ProviderIntent intent, bool approves)
    {
        if (!approves)
        {
            intent.LastError = Cards.Decline;
            Become(intent, IntentStatus.RequiresPaymentMethod);
        }
        else if (intent.Mode == CaptureMode.Manual)
        {
            intent.Held = intent.Amount;
            Become(intent, IntentStatus.RequiresCapture);
            time.After(CaptureWindow, () => Lapse(intent));
        }
        else
        {
            intent.Taken = intent.Amount;
            Become(intent, IntentStatus.Succeeded);
        }
    }

    private void Lapse(ProviderIntent intent)
    {
        if (intent.Status == IntentStatus.RequiresCapture)
            Cancel(intent);
    }

    private void Become(ProviderIntent intent, IntentStatus status)
    {
        intent.Status = status;
        trace.Write($"    provider {intent.Id} of {intent.Order}: {status} held {intent.Held} taken {intent.Taken}");
        Changed?.Invoke(intent, KindOf(status));
    }

    private static string KindOf(IntentStatus status) => status switch
    {
        IntentStatus.RequiresPaymentMethod => "payment_intent.payment_failed",
        IntentStatus.RequiresAction => "payment_intent.requires_action",
        IntentStatus.Processing => "payment_intent.processing",
        IntentStatus.RequiresCapture => "payment_intent.amount_capturable_updated",
        IntentStatus.Succeeded => "payment_intent.succeeded",
        _ => "payment_intent.canceled",
    };

    private static ProviderAnswer.Shown Shown(ProviderIntent intent) => new(intent.Shown);

    // Stripe's payment_intent_unexpected_state carries the intent as it is.
    private static ProviderAnswer.WrongState WrongState(ProviderIntent intent) => new(intent.Shown);
}
