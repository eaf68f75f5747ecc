using Serverless.Embedded.Payments.Disputes;
using Serverless.Embedded.Payments.Webhooks;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments;

/// <summary>The operations of <c>/v1/refunds</c>.</summary>
internal sealed class Refunds(PaymentStore store, EventLog events, PaymentProviderOptions options)
{
    public Plan Create(Call call, Func<string, Intent?> find)
    {
        var read = call.Parameters;
        var intentId = read.Text("payment_intent");
        var chargeId = read.Text("charge");
        var amount = read.Integer("amount", 1, long.MaxValue);
        var reason = read.Choice("reason", "duplicate", "fraudulent", "requested_by_customer");
        var metadata = read.Map("metadata");
        if (intentId is null == chargeId is null)
        {
            read.Fail(ApiError.Invalid("Give either payment_intent or charge.", "parameter_missing", "payment_intent"));
        }
        if (read.Error() is { } error)
        {
            return error;
        }
        return new Plan.Execute(connection =>
        {
            var intent = intentId is not null ? PaymentStore.FindIntent(connection, intentId) : PaymentStore.FindIntentOfCharge(connection, chargeId!);
            if (intent is null)
            {
                return Body.Error(intentId is null
                    ? ApiError.Missing("charge", chargeId!, "charge", inPath: false)
                    : ApiError.Missing("payment_intent", intentId, "payment_intent", inPath: false), call);
            }
            if (Refusal(intent, chargeId, amount) is { } refusal)
            {
                return Body.Error(refusal, call);
            }
            var refund = New(intent, amount ?? intent.LatestCharge!.Refundable, call.Now) with { Reason = reason, Metadata = metadata };
            Write(connection, intent, refund, call.Now);
            return Show(refund);
        }, PaymentIntents.LaterFault(intentId is null ? null : find(intentId)));
    }

    public static Answer Get(Connection connection, Call call, string id) =>
        call.Parameters.Error() is { } error ? Body.Error(error, call)
        : PaymentStore.FindRefund(connection, id) is { } refund ? Show(refund)
        : Body.Error(ApiError.Missing("refund", id, "id"), call);

    public static Answer List(Connection connection, Call call)
    {
        var read = call.Parameters;
        var intentId = read.Text("payment_intent");
        var chargeId = read.Text("charge");
        var most = (int)(read.Integer("limit", 1, 100) ?? 10);
        var after = read.Text("starting_after");
        if (after is not null && PaymentStore.FindRefund(connection, after) is null)
        {
            read.Fail(ApiError.Missing("refund", after, "starting_after", inPath: false));
        }
        var intent = intentId is not null ? PaymentStore.FindIntent(connection, intentId)
            : chargeId is not null ? PaymentStore.FindIntentOfCharge(connection, chargeId) : null;
        if (intent is null && (intentId ?? chargeId) is { } missing)
        {
            read.Fail(ApiError.Missing(intentId is null ? "charge" : "payment_intent", missing, intentId is null ? "charge" : "payment_intent", inPath: false));
        }
        if (read.Error() is { } error)
        {
            return Body.Error(error, call);
        }
        var before = after is null ? long.MaxValue : Ids.Number(after, "re_")!.Value;
        return Body.List("/v1/refunds", PaymentStore.ListRefunds(connection, intent?.Number, before, most + 1), most, RefundJson.Write);
    }

    /// <summary>What a refund becomes by itself, once it is due. Call it in a write.</summary>
    public void Settle(Connection connection, Refund refund)
    {
        var at = refund.Due!.Value;
        var settled = refund with { Status = refund.Becomes, Due = null };
        store.Save(connection, settled);
        events.Record(connection, "refund.updated", PaymentStore.State(settled), at);
        if (settled.Status == RefundStatus.Failed)
        {
            var intent = PaymentStore.FindIntent(connection, refund.IntentNumber)!;
            var charge = intent.LatestCharge!;
            var restored = intent.WithLatest(charge with { Refunded = charge.Refunded - refund.Amount });
            store.Save(connection, restored);
            Ledger.Write(connection, restored, new(MovementKind.RefundReversal, refund.Amount), at);
            events.Record(connection, "refund.failed", PaymentStore.State(settled), at);
        }
    }

    private static ApiError? Refusal(Intent intent, string? charge, long? amount) => intent switch
    {
        not { Status: IntentStatus.Succeeded } => ApiError.WrongState(intent, "refunded", IntentStatus.Succeeded),
        { LatestCharge: { } latest } when charge is not null && latest.Id != charge => ApiError.Invalid($"The charge {charge} did not succeed.", "charge_not_refundable", "charge"),
        { LatestCharge: { Dispute: DisputeStatus.NeedsResponse or DisputeStatus.Lost } latest } =>
            ApiError.Invalid($"The charge {latest.Id} is disputed: the money is not the merchant's to give.", "charge_disputed"),
        { LatestCharge: { Refundable: 0 } latest } => ApiError.Invalid($"The charge {latest.Id} has been refunded already.", "charge_already_refunded"),
        { LatestCharge: { } latest } when amount > latest.Refundable =>
            ApiError.Invalid($"The refund of {amount} is more than the {latest.Refundable} that are left of the charge.", param: "amount"),
        _ => null,
    };

    private Refund New(Intent intent, long amount, long now)
    {
        var number = store.NextRefundNumber();
        var (first, last) = TestMethods.Find(intent.LatestCharge!.PaymentMethod)!.Refunds;
        return new Refund
        {
            Number = number,
            Id = Ids.New("re_", number),
            IntentNumber = intent.Number,
            Intent = intent.Id,
            Charge = intent.LatestCharge.Id,
            Amount = amount,
            Currency = intent.Currency,
            Created = now,
            Status = first,
            Becomes = last,
            Due = first == last ? null : now + (long)options.Settlement.TotalMilliseconds,
        };
    }

    private void Write(Connection connection, Intent intent, Refund refund, long now)
    {
        var charge = intent.LatestCharge!;
        var refunded = intent.WithLatest(charge with { Refunded = charge.Refunded + refund.Amount });
        store.Save(connection, refunded);
        store.Save(connection, refund);
        Ledger.Write(connection, refunded, new(MovementKind.Refund, refund.Amount), now);
        events.Record(connection, "refund.created", PaymentStore.State(refund), now);
        events.Record(connection, "charge.refunded", PaymentStore.State(refunded), now);
    }

    private static Answer Show(Refund refund) => new(200, Body.Write(refund, RefundJson.Write));
}
