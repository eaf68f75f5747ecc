using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments.Disputes;

/// <summary>The operations of <c>/v1/disputes</c>, and those of the bank: to open a dispute and to decide it.</summary>
internal sealed class DisputeCalls(DisputeRecords records)
{
    private static readonly string[] Reasons =
    [
        "fraudulent", "general", "product_not_received", "product_unacceptable", "duplicate", "unrecognized",
    ];

    /// <summary>The card's holder denies a payment.</summary>
    public Plan Open(Call call)
    {
        var id = call.Parameters.Required("payment_intent");
        var reason = call.Parameters.Choice("reason", Reasons) ?? Reasons[0];
        if (call.Parameters.Error() is { } error)
        {
            return error;
        }
        return new Plan.Execute(connection =>
            PaymentStore.FindIntent(connection, id) is not { } intent
                ? Body.Error(ApiError.Missing("payment_intent", id, "payment_intent", inPath: false), call)
            : records.Open(connection, intent, reason, call.Now) is { } dispute ? Show(dispute)
            : Body.Error(ApiError.Invalid("Only what was captured, is not refunded and was never disputed can be disputed."), call));
    }

    /// <summary>The merchant accepts the dispute, which loses it.</summary>
    public Plan Accept(Call call, string id) => Close(call, id, DisputeStatus.Lost);

    /// <summary>The bank decides: <c>outcome</c> is <c>won</c>, by the merchant, or <c>lost</c>.</summary>
    public Plan Decide(Call call, string id)
    {
        call.Parameters.Required("outcome");
        return Close(call, id, call.Parameters.Choice("outcome", "won", "lost") == "won" ? DisputeStatus.Won : DisputeStatus.Lost);
    }

    public static Answer Get(Connection connection, Call call, string id) =>
        call.Parameters.Error() is { } error ? Body.Error(error, call)
        : PaymentStore.FindDispute(connection, id) is { } dispute ? Show(dispute)
        : Body.Error(ApiError.Missing("dispute", id, "dispute"), call);

    public static Answer List(Connection connection, Call call)
    {
        var read = call.Parameters;
        var intentId = read.Text("payment_intent");
        var most = (int)(read.Integer("limit", 1, 100) ?? 10);
        var after = read.Text("starting_after");
        var intent = intentId is null ? null : PaymentStore.FindIntent(connection, intentId);
        if (intentId is not null && intent is null)
        {
            read.Fail(ApiError.Missing("payment_intent", intentId, "payment_intent", inPath: false));
        }
        if (after is not null && PaymentStore.FindDispute(connection, after) is null)
        {
            read.Fail(ApiError.Missing("dispute", after, "starting_after", inPath: false));
        }
        if (read.Error() is { } error)
        {
            return Body.Error(error, call);
        }
        var before = after is null ? long.MaxValue : Ids.Number(after, "du_")!.Value;
        return Body.List("/v1/disputes", PaymentStore.ListDisputes(connection, intent?.Number, before, most + 1), most, DisputeJson.Write);
    }

    private Plan Close(Call call, string id, DisputeStatus outcome)
    {
        if (call.Parameters.Error() is { } error)
        {
            return error;
        }
        return new Plan.Execute(connection => PaymentStore.FindDispute(connection, id) switch
        {
            null => Body.Error(ApiError.Missing("dispute", id, "dispute"), call),
            { Status: DisputeStatus.NeedsResponse } open => Show(records.Close(connection, open, outcome, call.Now)),
            _ => Body.Error(ApiError.Invalid("This dispute is closed."), call),
        });
    }

    private static Answer Show(Dispute dispute) => new(200, Body.Write(dispute, DisputeJson.Write));
}
