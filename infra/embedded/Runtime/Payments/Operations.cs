using Serverless.Embedded.Payments.Disputes;
using Serverless.Embedded.Payments.Webhooks;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments;

/// <summary>Which path is which operation; each is counted under its name.</summary>
internal sealed class Operations(
    Database database, PaymentIntents intents, Refunds refunds, DisputeCalls disputes, EventCalls events, LedgerPage ledger, CallCounts calls)
{
    public Answer Get(string path, Call call) => path.Split('/') switch
    {
        ["", "v1", "payment_intents"] => Read("list_payment_intents", connection => PaymentIntents.List(connection, call)),
        ["", "v1", "payment_intents", var id] => Read("get_payment_intent", connection => PaymentIntents.Get(connection, call, id)),
        ["", "v1", "refunds"] => Read("list_refunds", connection => Refunds.List(connection, call)),
        ["", "v1", "refunds", var id] => Read("get_refund", connection => Refunds.Get(connection, call, id)),
        ["", "v1", "charges", var id] => Read("get_charge", connection => Charges.Get(connection, call, id)),
        ["", "v1", "disputes"] => Read("list_disputes", connection => DisputeCalls.List(connection, call)),
        ["", "v1", "disputes", var id] => Read("get_dispute", connection => DisputeCalls.Get(connection, call, id)),
        ["", "v1", "events"] => Read("list_events", connection => EventCalls.List(connection, call)),
        ["", "v1", "events", var id] => Read("get_event", connection => EventCalls.Get(connection, call, id)),
        ["", "ledger"] => ledger.Get(call),
        ["", "ledger", "balances"] => database.Read(connection => BalancesPage.Get(connection, call)),
        ["", "webhooks"] => events.GetMode(call),
        _ => Body.Error(ApiError.NoSuchRoute("GET", path), call),
    };

    public Plan Post(string path, Call call) => path.Split('/') switch
    {
        ["", "v1", "payment_intents"] => Count("create_payment_intent", intents.Create(call)),
        ["", "v1", "payment_intents", var id, "confirm"] => Count("confirm_payment_intent", intents.Confirm(call, id, Find(id))),
        ["", "v1", "payment_intents", var id, "capture"] => Count("capture_payment_intent", intents.Capture(call, id, Find(id))),
        ["", "v1", "payment_intents", var id, "cancel"] => Count("cancel_payment_intent", intents.Cancel(call, id, Find(id))),
        ["", "v1", "refunds"] => Count("create_refund", refunds.Create(call, Find)),
        ["", "v1", "disputes", var id, "close"] => Count("close_dispute", disputes.Accept(call, id)),
        ["", "bank", "disputes"] => disputes.Open(call),
        ["", "bank", "disputes", var id] => disputes.Decide(call, id),
        ["", "webhooks"] => events.SetMode(call),
        _ => ApiError.NoSuchRoute("POST", path),
    };

    private Intent? Find(string id) => database.Read(connection => PaymentStore.FindIntent(connection, id));

    private Answer Read(string operation, Func<Connection, Answer> read)
    {
        calls.Count(operation);
        return database.Read(read);
    }

    private Plan Count(string operation, Plan plan)
    {
        calls.Count(operation);
        return plan;
    }
}
