using Serverless.Contracts;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Simulation.People;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;

namespace Serverless.Simulation;

/// <summary>What must be true when all is quiet.</summary>
internal static class Verdict
{
    public static IReadOnlyList<string> Of(World world) =>
    [
        .. world.Host.Bugs.Select(bug => $"A bug: {bug}"),
        .. world.Host.Lost().Select(lost => $"{lost} was lost."),
        .. world.IsQuiet ? [] : new[] { $"Not quiet: {world.Bus.Unsettled} messages are not settled." },
        .. Unsent(world),
        .. world.DeadLetters.All.Where(letter => letter.State == DeadLetterState.Open)
            .Select(letter => $"{letter.Content.MessageId} is dead, {letter.Death.Reason}: {letter.Death.Description}"),
        .. world.Shoppers.SelectMany(shopper => Broken(world, shopper)),
        .. world.Operator.Accepted.Where(refund => OrderOf(world, refund.Order)?.Facts.Payment.Refunds.Any(known => known.Key == refund.Key) != true)
            .Select(refund => $"{refund.Key} of {refund.Order} was accepted, and the order does not know of it."),
        .. world.Provider.Intents.Where(intent => world.Orders.Peek(intent.Order) is null).Select(intent => $"{intent.Id} belongs to no order."),
        .. world.Orders.All.SelectMany(order => OfOrder(world, order)),
    ];

    /// <summary>What the provider still holds for orders that have been over for a day.</summary>
    public static IEnumerable<string> StillHeld(World world) =>
        from order in world.Orders.All
        where order is Order.Cancelled or Order.Expired && order.Facts.ChangedAt < world.Time.Now - TimeSpan.FromDays(1)
        from intent in world.Provider.Intents
        where intent.Order == order.Id.Value && intent.Held > 0
        select $"{order.Id} ({order.GetType().Name}): the provider still holds {intent.Held}.";

    // Everything that was written to an outbox was sent.
    private static IEnumerable<string> Unsent(World world) =>
        from entry in world.Orders.Entries.Concat(world.Payments.Entries)
        where !world.Bus.HasSeen(Messages.Find(entry.Subject)!.Entity, entry.Id!)
        select $"{entry.Id} was never sent.";

    // What was answered with 202 is so.
    private static IEnumerable<string> Broken(World world, Shopper shopper)
    {
        var order = OrderOf(world, shopper.Order);
        foreach (var id in shopper.Accepted.Where(id => world.Orders.Peek(id) is null))
            yield return $"Order {id} was accepted, and does not exist.";
        foreach (var key in shopper.AcceptedRetries.Where(key => order?.Facts.Payment.Retries.Any(retry => retry.Key == key) != true))
            yield return $"{key} of {shopper.Order} was accepted, and the order does not know of it.";
        if (shopper.HasCancelled && order is not (Order.Cancelled or Order.Expired) && Disputed(world, shopper.Order) == 0)
            yield return $"{shopper.Order} was cancelled, and is {order?.GetType().Name}.";
        if (world.Orders.All.Count(each => each.Facts.Purchase.Customer == shopper.Customer) > 1)
            yield return $"Shopper {shopper.Number} asked for one order, and has several.";
    }

    private static IEnumerable<string> OfOrder(World world, Order order)
    {
        var name = $"{order.Id} ({order.GetType().Name})";
        var intents = world.Provider.Intents.Where(intent => intent.Order == order.Id.Value).ToList();
        var (taken, returned, held) = (intents.Sum(intent => intent.Taken), intents.Sum(intent => intent.Returned), intents.Sum(intent => intent.Held));
        var disputed = Disputed(world, order.Id);
        var (captured, refunded) = (order.Facts.Payment.Totals.Captured.MinorUnits, order.Facts.Payment.Totals.Refunded.MinorUnits);

        if (!IsFinal(order) && disputed == 0)
            yield return $"{name} is not final.";
        if (order.Facts.History.Count != order.Version)
            yield return $"{name} has {order.Facts.History.Count} lines of history for {order.Version} versions.";
        if (!order.Facts.Payment.PendingRefunds.IsZero)
            yield return $"{name} has refunds that have no end.";
        if (intents.Count > 1)
            yield return $"{name} has {intents.Count} intents.";
        if (taken > order.Facts.Purchase.Total.MinorUnits)
            yield return $"{name} was charged {taken} of {order.Facts.Purchase.Total}.";
        if ((taken, returned) != (captured, refunded))
            yield return $"{name} says captured {captured}, refunded {refunded}; the provider says {taken}, {returned}.";
        if (order is Order.Cancelled or Order.Expired or Order.PaymentFailed or Order.Refunded && (taken - returned - disputed, held) != (0, 0))
            yield return $"{name}: the provider keeps {taken - returned} and holds {held}.";
        if (Told(world, order) is { } told && told != OrderView.Of(order).Status)
            yield return $"{name}: the world was told that it is {told}.";
        if (world.Payments.Peek(order.Id.Value) is { } payment)
            foreach (var wrong in OfPayment(payment, name, taken, returned))
                yield return wrong;
    }

    private static IEnumerable<string> OfPayment(Payment payment, string name, long taken, long returned)
    {
        var (totals, books) = (payment.Facts.Totals, payment.Facts.Ledger);
        if (payment.Pending is { } pending)
            yield return $"{name}: a {pending.Kind} has no end.";
        if ((totals.Captured.MinorUnits, totals.Refunded.MinorUnits) != (taken, returned))
            yield return $"{name}: the payment says captured {totals.Captured.MinorUnits}, refunded {totals.Refunded.MinorUnits}; the provider says {taken}, {returned}.";
        if (Enum.GetValues<Account>().Sum(account => books.Balance(account).MinorUnits) != 0)
            yield return $"{name}: the ledger does not sum to zero.";
        if (books.Balance(Account.Refunded).MinorUnits != returned)
            yield return $"{name}: the ledger says refunded {books.Balance(Account.Refunded)}; the provider says {returned}.";
        if (TakenBy(books) != taken)
            yield return $"{name}: the ledger says captured {TakenBy(books)}; the provider says {taken}.";
    }

    private static long TakenBy(Ledger books) =>
        books.Balance(Account.Captured).MinorUnits + books.Balance(Account.Refunded).MinorUnits + books.Balance(Account.Disputed).MinorUnits;

    /// <summary>What the newest message about the order says, or null when nothing was said yet.</summary>
    private static OrderStatus? Told(World world, Order order) =>
        world.Bus.Published.Values.Where(message => message.CorrelationId == order.Id.Value).Select(Read).MaxBy(told => told.Version)?.Status;

    private static OrderChanged Read(BusMessage message) => (OrderChanged)Messages.Read(message.Subject, message.Body.Span);

    // What a bank took back cannot be given back as well: an operator has to settle that.
    private static long Disputed(World world, OrderId order) => world.Provider.Intents
        .Where(intent => intent.Order == order.Value)
        .SelectMany(intent => intent.Disputes)
        .Where(dispute => dispute.TakesMoney)
        .Sum(dispute => dispute.Amount.MinorUnits);

    private static Order? OrderOf(World world, OrderId id) => world.Orders.Peek(id.Value);

    private static bool IsFinal(Order order) => order is Order.Paid or Order.Refunded or Order.Cancelled or Order.Expired;
}
