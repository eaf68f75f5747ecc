namespace Serverless.Embedded.Payments;

/// <summary>
/// The state machine of a payment intent (https://docs.stripe.com/payments/paymentintents/lifecycle): each operation
/// takes an intent and gives its next state. Times are Unix milliseconds.
/// </summary>
internal sealed class IntentRules(PaymentProviderOptions options)
{
    public Change Confirm(Intent intent, TestMethod? method, string? returnUrl, bool offSession, long now)
    {
        if (intent.Status is not (IntentStatus.RequiresPaymentMethod or IntentStatus.RequiresConfirmation or IntentStatus.RequiresAction))
        {
            return new(intent, ApiError.WrongState(intent, "confirmed",
                IntentStatus.RequiresPaymentMethod, IntentStatus.RequiresConfirmation, IntentStatus.RequiresAction));
        }
        if (method is null)
        {
            return new(intent, ApiError.Invalid("The payment intent has no payment method: give one to confirm it.", "payment_intent_unexpected_state") with { Intent = intent });
        }
        var confirmed = intent with { PaymentMethod = method.Id, ReturnUrl = returnUrl ?? intent.ReturnUrl };
        if (confirmed is { PaymentMethodTypes: null, AllowsRedirects: true, ReturnUrl: null })
        {
            return new(intent, ApiError.Invalid(
                "Automatic payment methods may send the buyer to another page: give a return_url, or set automatic_payment_methods[allow_redirects]=never.", param: "return_url"));
        }
        return method.Outcome switch
        {
            Outcome.Challenge when offSession => Decline(confirmed, new("authentication_required", "authentication_required", "The card wants the buyer to be present."), now),
            // Asking again changes nothing while the buyer is still being asked.
            Outcome.Challenge when intent.Status == IntentStatus.RequiresAction && intent.PaymentMethod == method.Id => new(confirmed),
            Outcome.Challenge => new(confirmed with { Status = IntentStatus.RequiresAction, LastError = null }),
            var outcome => Apply(confirmed, outcome, now),
        };
    }

    /// <summary>The buyer approved on the challenge page.</summary>
    public Change Approve(Intent intent, long now) =>
        intent.Status == IntentStatus.RequiresAction && Method(intent).Outcome is Outcome.Challenge challenge
            ? Apply(intent, challenge.Then, now)
            : new(intent, ApiError.WrongState(intent, "approved", IntentStatus.RequiresAction));

    /// <summary>The buyer refused on the challenge page.</summary>
    public static Change Refuse(Intent intent)
    {
        if (intent.Status != IntentStatus.RequiresAction)
        {
            return new(intent, ApiError.WrongState(intent, "refused", IntentStatus.RequiresAction));
        }
        var failure = new PaymentError("invalid_request_error", "payment_intent_authentication_failure", "The buyer did not approve the payment.", intent.PaymentMethod!);
        return new(intent with { Status = IntentStatus.RequiresPaymentMethod, PaymentMethod = null, LastError = failure });
    }

    public Change Capture(Intent intent, long? amount, long now)
    {
        if (intent.Status != IntentStatus.RequiresCapture)
        {
            return new(intent, ApiError.WrongState(intent, "captured", IntentStatus.RequiresCapture));
        }
        if (amount > intent.Amount)
        {
            return new(intent, ApiError.Invalid($"Only {intent.Amount} can be captured, not {amount}.", "amount_too_large", "amount_to_capture"));
        }
        var captured = amount ?? intent.Amount;
        return new(
            intent.WithLatest(intent.LatestCharge! with { Captured = captured, Released = intent.Amount - captured }) with
            {
                Status = IntentStatus.Succeeded,
                Due = DisputeDue(intent, now),
            },
            captured == intent.Amount ? [new(MovementKind.Capture, captured)] : [new(MovementKind.Capture, captured), new(MovementKind.Release, intent.Amount - captured)]);
    }

    public static Change Cancel(Intent intent, string? reason, long now)
    {
        if (intent.Status is IntentStatus.Processing or IntentStatus.Canceled or IntentStatus.Succeeded)
        {
            return new(intent, ApiError.WrongState(intent, "canceled", IntentStatus.RequiresPaymentMethod, IntentStatus.RequiresConfirmation,
                IntentStatus.RequiresAction, IntentStatus.RequiresCapture));
        }
        var canceled = intent with { Status = IntentStatus.Canceled, CanceledAt = now, CancellationReason = reason, Due = null };
        return intent.Capturable is > 0 and var held
            ? new(canceled.WithLatest(canceled.LatestCharge! with { Released = held }), new Movement(MovementKind.Release, held))
            : new(canceled);
    }

    /// <summary>What the intent becomes by itself, once it is due.</summary>
    public Change Settle(Intent intent) => intent switch
    {
        { Status: IntentStatus.Processing, Due: { } due } => Apply(intent, ((Outcome.Slow)Method(intent).Outcome).Then!, due),
        { Status: IntentStatus.RequiresCapture, Due: { } due } => Cancel(intent, "automatic", due),
        _ => new(intent with { Due = null }),
    };

    private Change Apply(Intent intent, Outcome outcome, long now) => outcome switch
    {
        Outcome.Approved when intent.ManualCapture => Authorize(intent, now),
        Outcome.Approved => new(
            Charge(intent, now, charge => charge with { Captured = intent.Amount }) with { Status = IntentStatus.Succeeded, Due = DisputeDue(intent, now) },
            new Movement(MovementKind.Charge, intent.Amount)),
        Outcome.Declined declined => Decline(intent, declined, now),
        Outcome.Slow slow => new(Charge(intent, now, charge => charge with { Pending = true }) with
        {
            Status = IntentStatus.Processing,
            Due = slow.Then is null ? null : now + (long)options.Settlement.TotalMilliseconds,
        }),
        _ => throw new InvalidOperationException($"{outcome} cannot follow another outcome."),
    };

    private Change Authorize(Intent intent, long now)
    {
        var until = now + (long)options.CaptureWindow.TotalMilliseconds;
        return new(
            Charge(intent, now, charge => charge with { CaptureBefore = until }) with { Status = IntentStatus.RequiresCapture, Due = until },
            new Movement(MovementKind.Authorization, intent.Amount));
    }

    private static Change Decline(Intent intent, Outcome.Declined declined, long now)
    {
        var failed = Charge(intent, now, charge => charge with
        {
            Failure = new PaymentError("card_error", declined.Code, declined.Message, charge.PaymentMethod)
            {
                DeclineCode = declined.DeclineCode,
                Charge = charge.Id,
                Param = declined.Param,
            },
        });
        var failure = failed.LatestCharge!.Failure!;
        failed = failed with { Status = IntentStatus.RequiresPaymentMethod, PaymentMethod = null, LastError = failure };
        return new(failed, ApiError.Declined(failed, failure));
    }

    /// <summary>The intent with a charge for this attempt: the pending one when there is one, else a new one.</summary>
    private static Intent Charge(Intent intent, long now, Func<Charge, Charge> result)
    {
        var next = intent with { LastError = null, Due = null };
        return intent.LatestCharge is { Pending: true } pending
            ? next.WithLatest(result(pending with { Pending = false }))
            : next with
            {
                Charges = [.. intent.Charges, result(new Charge
                {
                    Id = Ids.New("ch_", intent.Number),
                    Amount = intent.Amount,
                    Created = now,
                    PaymentMethod = intent.PaymentMethod!,
                })],
            };
    }

    private long? DisputeDue(Intent intent, long now) =>
        Method(intent).Dispute is null ? null : now + (long)options.Settlement.TotalMilliseconds;

    private static TestMethod Method(Intent intent) => TestMethods.Find(intent.PaymentMethod!)!;
}
