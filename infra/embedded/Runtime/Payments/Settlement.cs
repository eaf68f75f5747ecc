using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Payments;

/// <summary>
/// Lets time pass: slow methods settle, authorizations lapse, refunds succeed or fail. It runs when somebody looks, with
/// the time at which each change was due, so that nothing needs to wake up in between.
/// </summary>
internal sealed class Settlement(Database database, PaymentStore store, IntentRules rules, PaymentIntents intents, Refunds refunds)
{
    public Task CatchUp(long now) => now < store.NextDue ? Task.CompletedTask : database.Write(connection =>
    {
        var due = PaymentStore.Due(connection, now);
        foreach (var intent in due.Intents)
        {
            intents.Save(connection, intent, rules.Settle(intent), intent.Due!.Value);
        }
        foreach (var refund in due.Refunds)
        {
            refunds.Settle(connection, refund);
        }
        store.FindNextDue(connection);
    });
}
