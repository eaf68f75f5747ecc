using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Payments;

/// <summary>
/// Applies to a payment what the provider has recorded. The payment is read before the record, and saved only if nobody wrote in between:
/// so a record that is older than what we know never gets in.
/// </summary>
public sealed class ObservingPayments(IPaymentStore payments, IPaymentGateway gateway, TimeProvider clock)
{
    private readonly SettlingOperations operations = new(gateway, clock);

    /// <summary>
    /// Brings what is pending to its outcome where that can be proven, and the payment to where the provider stands. Null when the payment
    /// was corrected; <see cref="Trouble.Superseded"/> when it was right.
    /// </summary>
    /// <param name="order">The order that is paid.</param>
    /// <param name="cause">Who says that there may be something to see: kept with what follows.</param>
    /// <param name="stop">Cancels.</param>
    public Task<Trouble?> Observe(OrderId order, string cause, CancellationToken stop) => Observe(order, null, cause, isReview: false, stop);

    /// <summary>The same for the payment of an intent, of which <paramref name="order"/> is only known if the caller happens to know it.</summary>
    public async Task<Trouble?> Observe(IntentId intent, OrderId? order, string cause, CancellationToken stop)
    {
        if (order is not null)
            return await Observe(order, intent, cause, isReview: false, stop);

        return await gateway.Read(intent, stop) switch
        {
            RecordLookup.Unavailable no => new Trouble.Unavailable(no.Reason, no.RetryAfter),
            RecordLookup.Found { Record.Order: { } found } => await Observe(found, intent, cause, isReview: false, stop),
            RecordLookup.Found => new Trouble.Superseded("The intent pays none of our orders."),
            _ => new Trouble.Superseded("The provider has no such intent."),
        };
    }

    /// <summary>The same, and reports the payment to its order even when it was right: the order may not have heard.</summary>
    public Task<Trouble?> Review(OrderId order, string reason, CancellationToken stop) => Observe(order, null, reason, isReview: true, stop);

    private async Task<Trouble?> Observe(OrderId order, IntentId? intent, string cause, bool isReview, CancellationToken stop)
    {
        for (var race = 0; race < Handling.MaxRaces; race++)
        {
            if (await payments.Find(order, stop) is not { State: var before } stored)
                return isReview ? new Trouble.Superseded("The order has no payment.") : new Trouble.TooEarly("The order has no payment yet.");

            var outcome = await Look(before, intent, cause, stop);
            var (after, trouble) = outcome;
            // A review that got no answer has nothing to report, however often it is tried again.
            var isReport = isReview && trouble is null && !outcome.IsAnnouncement;
            if (after is null || after == before && !isReport)
                return trouble ?? new Trouble.Superseded("The payment is as the provider knows it.");
            var outgoing = isReport ? PaymentMessages.Again(after, cause, clock.GetUtcNow()) : PaymentMessages.About(before, after);
            if (await payments.Save(after, stored.Version, outgoing, stop) && !outcome.IsAnnouncement)
                return trouble;
        }

        return new Trouble.LostRaces();
    }

    private async Task<Outcome> Look(Payment payment, IntentId? intent, string cause, CancellationToken stop)
    {
        // A notice about the first charge names the intent, which would otherwise have to be searched for.
        var isNamed = intent is not null && payment is { Facts.Intent: null, Pending.Kind: OperationKind.Charge };
        var outcome = payment.Pending is null || isNamed ? new Outcome(payment) : await operations.Settle(payment, null, stop);
        if (outcome.After is not { } settled || outcome.IsAnnouncement)
            return outcome;
        var trouble = outcome.Trouble;
        if ((settled.Facts.Intent ?? intent) is not { } known)
            return new(settled, trouble);
        if (intent is not null && intent != known)
            return new(null, new Trouble.Rejected($"The payment has the intent {known}, not {intent}."));

        return await gateway.Read(known, stop) switch
        {
            RecordLookup.Unavailable no => new(settled, new Trouble.Unavailable(no.Reason, no.RetryAfter)),
            RecordLookup.Found found when found.Record.Order != payment.Order => new(settled, new Trouble.Superseded("The intent pays another order.")),
            RecordLookup.Found found => Apply(settled, found.Record, cause, trouble),
            _ => new(settled, trouble),
        };
    }

    private Outcome Apply(Payment payment, ProviderRecord record, string cause, Trouble? trouble)
    {
        var after = payment.After(record, cause, clock.GetUtcNow());
        return new(after, after.Pending is null ? null : trouble);
    }
}
