using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Simulation.People;

namespace Serverless.Simulation;

/// <summary>What must be true when all is quiet.</summary>
internal static class Verdict
{
    public static IReadOnlyList<string> Of(World world) =>
    [
        .. world.Host.Bugs.Select(bug => $"A bug: {bug}"),
        .. world.IsQuiet ? [] : new[] { $"Not quiet: {world.Bus.Unsettled} messages are not settled." },
        .. world.Shoppers.SelectMany(shopper => shopper.Accepted.Where(id => world.Orders.Peek(id) is null))
            .Select(id => $"Order {id} was accepted, and does not exist."),
        .. world.Shoppers.Where(shopper => OrdersOf(world, shopper) > 1).Select(shopper => $"Shopper {shopper.Number} asked for one order, and has several."),
        .. world.Provider.Intents.Where(intent => world.Orders.Peek(intent.Order) is null).Select(intent => $"{intent.Id} belongs to no order."),
        .. world.Orders.All.SelectMany(order => OfOrder(world, order)),
    ];

    private static int OrdersOf(World world, Shopper shopper) =>
        world.Orders.All.Count(order => order.Facts.Purchase.Customer == shopper.Customer);

    private static IEnumerable<string> OfOrder(World world, Order order)
    {
        var name = $"{order.Id} ({order.GetType().Name})";
        var intents = world.Provider.Intents.Where(intent => intent.Order == order.Id.Value).ToList();
        var (taken, returned, held) = (intents.Sum(intent => intent.Taken), intents.Sum(intent => intent.Returned), intents.Sum(intent => intent.Held));
        var (captured, refunded) = (order.Facts.Payment.Totals.Captured.MinorUnits, order.Facts.Payment.Totals.Refunded.MinorUnits);

        if (!IsFinal(order))
            yield return $"{name} is not final.";
        if (!order.Facts.Payment.PendingRefunds.IsZero)
            yield return $"{name} has refunds that have no end.";
        if (intents.Count > 1)
            yield return $"{name} has {intents.Count} intents.";
        if (taken > order.Facts.Purchase.Total.MinorUnits)
            yield return $"{name} was charged {taken} of {order.Facts.Purchase.Total}.";
        if ((taken, returned) != (captured, refunded))
            yield return $"{name} says captured {captured}, refunded {refunded}; the provider says {taken}, {returned}.";
        if (order is Order.Cancelled or Order.Expired or Order.PaymentFailed or Order.Refunded && (taken - returned, held) != (0, 0))
            yield return $"{name}: the provider keeps {taken - returned} and holds {held}.";
        if (world.Payments.Peek(order.Id.Value) is { } payment)
            foreach (var wrong in OfPayment(payment, name, taken, returned))
                yield return wrong;
    }

    private static IEnumerable<string> OfPayment(Payment payment, string name, long taken, long returned)
    {
        var totals = payment.Facts.Totals;
        if (payment.Pending is { } pending)
            yield return $"{name}: a {pending.Kind} has no end.";
        if ((totals.Captured.MinorUnits, totals.Refunded.MinorUnits) != (taken, returned))
            yield return $"{name}: the payment says captured {totals.Captured.MinorUnits}, refunded {totals.Refunded.MinorUnits}; the provider says {taken}, {returned}.";
    }

    private static bool IsFinal(Order order) => order is Order.Paid or Order.Refunded or Order.Cancelled or Order.Expired or Order.PaymentFailed;
}
