using Serverless.Embedded.Payments.Disputes;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments;

/// <summary>
/// Lets time pass: slow methods settle, authorizations lapse, refunds succeed or fail. It runs when somebody looks, with
/// the time at which each change was due, so that nothing needs to wake up in between; where events are sent, their courier looks.
/// </summary>
internal sealed class Settlement(Database database, PaymentStore store, IntentRules rules, PaymentIntents intents, Refunds refunds, DisputeRecords disputes)
{
    /// <summary>When the next change is due.</summary>
    public Alarm Alarm => store.Alarm;

    public Task CatchUp(long now) => now < Alarm.Next ? Task.CompletedTask : database.Write(connection =>
    {
        var due = PaymentStore.Due(connection, now);
        foreach (var intent in due.Intents)
        {
            Settle(connection, intent, intent.Due!.Value);
        }
        foreach (var refund in due.Refunds)
        {
            refunds.Settle(connection, refund);
        }
        store.FindNextDue(connection);
    });

    private void Settle(Connection connection, Intent intent, long at)
    {
        if (intent.Status == IntentStatus.Succeeded)
        {
            disputes.Open(connection, intent with { Due = null }, TestMethods.Find(intent.PaymentMethod!)!.Dispute!, at);
        }
        else
        {
            intents.Save(connection, intent, rules.Settle(intent), at);
        }
    }
}
