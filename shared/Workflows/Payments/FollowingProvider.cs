using Serverless.Contracts;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Payments;

/// <summary>
/// Follows what the provider tells on its own: the messages of the queue <see cref="Entities.ProviderEvents"/>. They are not trusted for
/// what they say, as they come late, twice and in any order: the provider's records are read instead.
/// </summary>
public sealed class FollowingProvider(IPaymentStore payments, ObservingPayments observing, Handling handling)
{
    /// <summary>Handles a message, and says what to do with it.</summary>
    public Task<Settlement> Handle(Delivery delivery, CancellationToken stop) => handling.Handle(delivery, Follow, stop);

    private async Task<Trouble?> Follow(Message message, CancellationToken stop)
    {
        if (message is not ProviderEvent notice)
            return new Trouble.Malformed($"{Messages.SubjectOf(message)} does not belong on {Entities.ProviderEvents}.");

        var order = OrderId.TryParse(notice.OrderId, out var known) ? known : null;
        return order is not null && SaysLittle(notice.Kind) && await IsKnown(order, notice, stop)
            ? null
            : await observing.Observe(new IntentId(notice.IntentId), order, $"event {notice.EventId}", stop);
    }

    // Most notices only confirm the answer that we had: they cost a read of ours, and none of the provider's.
    private static bool SaysLittle(string kind) => kind is "payment_intent.succeeded" or "payment_intent.amount_capturable_updated";

    private async Task<bool> IsKnown(OrderId order, ProviderEvent notice, CancellationToken stop) =>
        (await payments.Find(order, stop))?.State is { Pending: null } payment
        && payment.Facts.Intent?.Value == notice.IntentId
        && (payment is Payment.Captured or Payment.Refunded
            || payment is Payment.Authorized && notice.Kind == "payment_intent.amount_capturable_updated");
}
