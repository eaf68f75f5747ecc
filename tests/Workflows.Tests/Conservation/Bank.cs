using Serverless.Domain;
using Serverless.Domain.Payments;

namespace Serverless.Workflows.Tests.Conservation;

/// <summary>The provider's side of one payment: one intent, answers that are replayed by key, and what was really taken and given back.</summary>
internal sealed class Bank(Script chance, CaptureMode mode)
{
    private static readonly Currency Eur = Currency.Parse("EUR");
    private readonly Dictionary<string, Func<DateTimeOffset, PaymentCommand>> answers = [];
    private IntentStatus? status;
    private PaymentFailure? lastError;

    public long Held { get; private set; }

    public long Taken { get; private set; }

    public long Returned { get; private set; }

    public long Kept => Taken - Returned;

    /// <summary>Does what is asked, or says again what it said to the same key.</summary>
    public PaymentCommand Do(PendingOperation operation, DateTimeOffset now)
    {
        if (!answers.TryGetValue(operation.Key, out var answer))
            answers[operation.Key] = answer = operation.Kind == OperationKind.Refund ? Refund(operation) : Move(operation);
        return answer(now);
    }

    /// <summary>The intent as it can be read now, or null when there is none.</summary>
    public PaymentCommand.ObserveIntent? Read(DateTimeOffset now) => status is null ? null : new PaymentCommand.ObserveIntent(Intent(), IsAnswer: false, now);

    /// <summary>What happens without us: customers pass or fail 3-D Secure, banks make up their minds, holds lapse.</summary>
    public void Live(int what)
    {
        if (status is IntentStatus.RequiresAction or IntentStatus.Processing)
            Conclude(what % 2 == 0, 4000);
        else if (status == IntentStatus.RequiresCapture && what == 2)
            (status, Held) = (IntentStatus.Canceled, 0);
    }

    /// <summary>Banks that were undecided decide.</summary>
    public void MakeUpItsMind()
    {
        if (status == IntentStatus.Processing)
            Conclude(succeeds: true, 4000);
    }

    private static Money Cents(long amount) => new(amount, Eur);

    private Intent Intent() => new(new IntentId("pi_1"), status!.Value, Cents(Held), Cents(Taken), Cents(Returned), status == IntentStatus.RequiresPaymentMethod ? lastError : null);

    private Func<DateTimeOffset, PaymentCommand> Refund(PendingOperation refund)
    {
        if (refund.Amount.MinorUnits > Kept)
            return now => new PaymentCommand.Refuse(PaymentFailure.ExceedsCaptured, now);
        Returned += refund.Amount.MinorUnits;
        var made = new PaymentRefund($"re_{refund.Key}", refund.Number, refund.Amount, PaymentRefundStatus.Succeeded);
        return now => new PaymentCommand.ObserveRefund(made, now);
    }

    private Func<DateTimeOffset, PaymentCommand> Move(PendingOperation operation)
    {
        switch (operation.Kind, status)
        {
            case (OperationKind.Charge, null or IntentStatus.RequiresPaymentMethod or IntentStatus.RequiresAction):
                Charge(operation.Amount.MinorUnits);
                break;
            case (OperationKind.Capture, IntentStatus.RequiresCapture):
                (status, Held, Taken) = (IntentStatus.Succeeded, 0, operation.Amount.MinorUnits);
                break;
            case (OperationKind.Void, IntentStatus.RequiresPaymentMethod or IntentStatus.RequiresAction or IntentStatus.RequiresCapture):
                (status, Held) = (IntentStatus.Canceled, 0);
                break;
        }

        var intent = Intent();
        return now => new PaymentCommand.ObserveIntent(intent, IsAnswer: true, now);
    }

    private void Charge(long amount)
    {
        switch (chance.Next(6))
        {
            case 3:
                Conclude(succeeds: false, amount);
                break;
            case 4:
                status = IntentStatus.RequiresAction;
                break;
            case 5:
                status = IntentStatus.Processing;
                break;
            default:
                Conclude(succeeds: true, amount);
                break;
        }
    }

    private void Conclude(bool succeeds, long amount)
    {
        if (!succeeds)
            (status, lastError) = (IntentStatus.RequiresPaymentMethod, new PaymentFailure("card_declined", "generic_decline", "Declined."));
        else if (mode == CaptureMode.Manual)
            (status, Held) = (IntentStatus.RequiresCapture, amount);
        else
            (status, Taken) = (IntentStatus.Succeeded, Taken + amount);
    }
}
