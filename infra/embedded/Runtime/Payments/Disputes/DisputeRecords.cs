using Serverless.Embedded.Payments.Webhooks;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments.Disputes;

/// <summary>Opens and closes disputes: the dispute, its charge, the ledger and the event, in one write.</summary>
internal sealed class DisputeRecords(PaymentStore store, EventLog events)
{
    /// <summary>All that is left of a payment is denied. Null when nothing is. Call it in a write.</summary>
    public Dispute? Open(Connection connection, Intent intent, string reason, long at)
    {
        if (intent is not { Status: IntentStatus.Succeeded, LatestCharge: { Dispute: null, Refundable: > 0 and var amount } charge })
        {
            store.Save(connection, intent);
            return null;
        }
        var number = store.NextDisputeNumber();
        var dispute = new Dispute
        {
            Number = number,
            Id = Ids.New("du_", number),
            IntentNumber = intent.Number,
            Intent = intent.Id,
            Charge = charge.Id,
            Amount = amount,
            Currency = intent.Currency,
            Created = at,
            Reason = reason,
        };
        Save(connection, intent, dispute, new(MovementKind.Dispute, amount), "charge.dispute.created", at);
        return dispute;
    }

    /// <summary>Decides an open dispute. Call it in a write.</summary>
    public Dispute Close(Connection connection, Dispute dispute, DisputeStatus outcome, long at)
    {
        var intent = PaymentStore.FindIntent(connection, dispute.IntentNumber)!;
        var closed = dispute with { Status = outcome };
        Movement? back = outcome == DisputeStatus.Won ? new(MovementKind.DisputeReversal, dispute.Amount) : null;
        Save(connection, intent, closed, back, "charge.dispute.closed", at);
        return closed;
    }

    private void Save(Connection connection, Intent intent, Dispute dispute, Movement? movement, string type, long at)
    {
        store.Save(connection, intent.WithLatest(intent.LatestCharge! with { Dispute = dispute.Status }));
        PaymentStore.Save(connection, dispute);
        if (movement is { } moved)
        {
            Ledger.Write(connection, intent, moved, at);
        }
        events.Record(connection, type, PaymentStore.State(dispute), at);
    }
}
