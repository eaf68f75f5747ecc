using Serverless.Domain.Catalog;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Domain.Tests.Orders;

/// <summary>An order over 40.00 EUR, and what can be asked of it.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly CustomerId Alice = CustomerId.Parse("alice");
    public static readonly PaymentMethod Visa = PaymentMethod.Parse("pm_card_visa");
    public static readonly PaymentMethod Mastercard = PaymentMethod.Parse("pm_card_mastercard");
    public static readonly PaymentFailure Declined = new("card_declined", "insufficient_funds", "Your card has insufficient funds.");

    public static readonly Purchase Cart = new(
        OrderId.For(Alice, IdempotencyKey.Parse("cart-1")),
        Alice,
        [new OrderLine(Sku.Parse("MUG"), "Mug", 2, Eur(1500)), new OrderLine(Sku.Parse("TEA"), "Tea", 1, Eur(1000))],
        Visa,
        CaptureMode.Manual,
        Fingerprint.Of([(Sku.Parse("MUG"), 2), (Sku.Parse("TEA"), 1)], Visa),
        Noon);

    public static Money Eur(long cents) => new(cents, Currency.Parse("EUR"));

    public static IdempotencyKey Key(string text) => IdempotencyKey.Parse(text);

    /// <summary>A report of the payment: amounts in cents.</summary>
    public static PaymentReport Report(long version, long authorized = 0, long captured = 0, long refunded = 0, int attempt = 1, params SettledRefund[] refunds) =>
        new(version, attempt, new Totals(Eur(authorized), Eur(captured), Eur(refunded)), refunds);

    public static Order Placed => Order.Apply(null, new OrderEvent.Placed(Cart));

    public static Order Confirmed => Placed.After(new OrderCommand.ConfirmAuthorization(Report(2, authorized: 4000), Noon));

    public static Order Paid => Placed.After(new OrderCommand.ConfirmCapture(Report(2, 4000, 4000), Noon));

    public static Order PaymentFailed => Placed.After(new OrderCommand.FailPayment(Report(2), Declined, Noon));

    public static Order Cancelling => Confirmed.After(new OrderCommand.Cancel(Noon));

    public static Order Cancelled => PaymentFailed.After(new OrderCommand.Cancel(Noon));

    public static Order Expired => PaymentFailed.After(new OrderCommand.Expire(Noon));

    public static Order Refunded => Paid.After(new OrderCommand.ConfirmRefund(Report(3, 4000, 4000, 4000), Noon));

    /// <summary>The order after a command that must be accepted.</summary>
    public static Order After(this Order order, OrderCommand command) =>
        Assert.IsType<Decision<OrderEvent>.Happens>(Order.Decide(order, command)).Events.Aggregate(order, Order.Apply);

    public static IReadOnlyList<OrderEvent> Events(this Order order, OrderCommand command) =>
        Assert.IsType<Decision<OrderEvent>.Happens>(Order.Decide(order, command)).Events;

    public static void Ignores(this Order order, OrderCommand command) => Assert.IsType<Decision<OrderEvent>.Nothing>(Order.Decide(order, command));

    public static Rejection Rejection(this Order order, OrderCommand command) =>
        Assert.IsType<Decision<OrderEvent>.Rejected>(Order.Decide(order, command)).Rejection;
}
