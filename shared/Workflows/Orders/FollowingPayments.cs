using Serverless.Contracts;
using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Orders;

/// <summary>Applies to an order what its payment reports.</summary>
public sealed class FollowingPayments(IOrderStore orders, OrderAlerts alerts, Handling handling)
{
    /// <summary>Handles a message of the subscription <see cref="Entities.OrdersSubscription"/>, and says what to do with it.</summary>
    public Task<Settlement> Handle(Delivery delivery, CancellationToken stop) => handling.Handle(delivery, Apply, stop);

    private async Task<Trouble?> Apply(Message message, CancellationToken stop)
    {
        if (message is not PaymentChanged payment)
            return new Trouble.Malformed($"{Messages.SubjectOf(message)} does not belong on {Entities.PaymentEvents}.");
        var recalled = orders.Recall(payment.Order());
        for (var race = 0; race < Handling.MaxRaces; race++)
        {
            var (stored, isRead) = recalled is null ? (await orders.Find(payment.Order(), stop), true) : (recalled, false);
            recalled = null;
            switch (Decide(stored?.State, payment))
            {
                case Decision<OrderEvent>.Happens decision:
                    var (order, outgoing) = decision.Follow(stored?.State, CauseOf(payment));
                    if (!await orders.Save(order, stored, outgoing, stop))
                        break;
                    OrderMetrics.Saved(stored?.State, order);
                    alerts.Compare(stored?.State, order, decision.Events);
                    return null;
                case var _ when !isRead:
                    // What was recalled may be out of date: only the order itself can say no.
                    break;
                case null:
                    return null;
                case Decision<OrderEvent>.Rejected no:
                    // An earlier report may still be on its way.
                    return new Trouble.TooEarly(no.Rejection.Reason);
                default:
                    return new Trouble.Superseded("The order has applied this report before, or a newer one.");
            }
        }

        return new Trouble.LostRaces();
    }

    private static Decision<OrderEvent>? Decide(Order? order, PaymentChanged payment) =>
        CommandFor(payment, order) is { } command ? Order.Decide(order, command) : null;

    private static Cause CauseOf(PaymentChanged payment) => payment.Review is { } reason ? Cause.Reconcile(reason) : Cause.Payment;

    /// <summary>What a report means to the order (null: that does not exist), or null when it tells nothing.</summary>
    internal static OrderCommand? CommandFor(PaymentChanged payment, Order? order)
    {
        var report = new PaymentReport(
            payment.Version,
            payment.Attempt,
            new Totals(payment.Authorized.ToMoney(), payment.Captured.ToMoney(), payment.Refunded.ToMoney()),
            [.. payment.Refunds.Select(refund => new SettledRefund(refund.Number, refund.Amount.ToMoney(), refund.Failure?.ToDomain()))])
        {
            Disputes = [.. (payment.Disputes ?? []).Select(Wire.ToDomain)],
        };
        return payment.Status switch
        {
            PaymentStatus.RequiresAction => new OrderCommand.RequireAction(report, payment.NextAction?.ToDomain(), payment.At),
            PaymentStatus.Processing => new OrderCommand.Processing(report, payment.At),
            PaymentStatus.Authorized => new OrderCommand.ConfirmAuthorization(report, payment.At),
            PaymentStatus.Captured or PaymentStatus.Refunded when order?.Facts.Payment.IsSetBackBy(report) == true => new OrderCommand.FailRefund(report, payment.At),
            PaymentStatus.Captured when report.Totals.Refunded.IsZero => new OrderCommand.ConfirmCapture(report, payment.At),
            PaymentStatus.Captured or PaymentStatus.Refunded => new OrderCommand.ConfirmRefund(report, payment.At),
            PaymentStatus.Failed =>
                new OrderCommand.FailPayment(report, payment.Failure?.ToDomain() ?? PaymentFailure.ProviderError, payment.At),
            PaymentStatus.Lapsed => new OrderCommand.AuthorizationLapsed(report, payment.At),
            PaymentStatus.Voided => new OrderCommand.ConfirmVoid(report, payment.At),
            _ => null,
        };
    }
}
