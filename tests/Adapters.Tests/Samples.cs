using System.Text.Json;
using Serverless.Adapters.Cosmos;
using Serverless.Adapters.Orders;
using Serverless.Contracts;
using Serverless.Domain;
using Serverless.Domain.Catalog;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;
using Dispute = Serverless.Domain.Payments.Dispute;
using DisputeStatus = Serverless.Domain.Payments.DisputeStatus;
using NextAction = Serverless.Domain.Payments.NextAction;

namespace Serverless.Adapters.Tests;

/// <summary>An order and a payment in every state, with something in every field.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly CustomerId Alice = CustomerId.Parse("alice");
    private static readonly Currency Eur = Currency.Parse("EUR");
    private static readonly PaymentFailure Declined = new("card_declined", "insufficient_funds", "Your card has insufficient funds.");

    public static Money Money(long amount) => new(amount, Eur);

    public static string Json(Order order) => JsonSerializer.Serialize(order.ToDocument(), CosmosJson.Default.OrderDocument);

    public static OrderId Id(string key, CustomerId? customer = null) => OrderId.For(customer ?? Alice, IdempotencyKey.Parse(key));

    public static Order.AwaitingPayment Order(string key = "cart-1", CustomerId? customer = null, DateTimeOffset? at = null) =>
        new(Facts(key, customer, at), new NextAction("redirect_to_url", "https://bank.example/3ds"));

    /// <summary>What an order has that waits for nothing.</summary>
    public static OrderFacts Rest(string key)
    {
        var facts = Facts(key, null, null);
        return facts with { Payment = facts.Payment with { Refunds = [] } };
    }

    public static IEnumerable<Order> EveryOrder()
    {
        var facts = Facts("cart-1", null, null);
        yield return new Order.AwaitingPayment(facts);
        yield return Order();
        yield return new Order.Confirmed(facts);
        yield return new Order.Confirmed(facts, Money(700));
        yield return new Order.Paid(facts);
        yield return new Order.PaymentFailed(facts, Declined);
        yield return new Order.Cancelling(facts, CancelReason.LatePayment);
        yield return new Order.Cancelled(facts);
        yield return new Order.Expired(facts);
        yield return new Order.Refunded(facts);
    }

    public static Payment Payment(string key = "cart-1") => new Payment.Captured(PaymentFacts(key));

    public static IEnumerable<Payment> EveryPayment()
    {
        var facts = PaymentFacts("cart-1");
        yield return new Payment.Requested(facts with { Intent = null, Refunds = [] });
        yield return new Payment.RequiresAction(facts, new NextAction("redirect_to_url", null));
        yield return new Payment.Processing(facts with { Pending = null });
        yield return new Payment.Authorized(facts);
        yield return new Payment.Captured(facts);
        yield return new Payment.Failed(facts, Declined);
        yield return new Payment.Voided(facts);
        yield return new Payment.Lapsed(facts);
        yield return new Payment.Refunded(facts);
    }

    public static OutgoingMessage Message(string id, string key = "cart-1") =>
        new(id, new VoidPayment(Id(key).Value, new Amount(2480, "EUR")));

    private static OrderFacts Facts(string key, CustomerId? customer, DateTimeOffset? at)
    {
        var method = PaymentMethod.Parse("pm_card_visa");
        var mug = Sku.Parse("MUG");
        var purchase = new Purchase(
            Id(key, customer), customer ?? Alice,
            [new OrderLine(mug, "Mug, \u201Clarge\u201D", 2, Money(990)), new OrderLine(Sku.Parse("TEA"), "Tea", 1, Money(500))],
            method, CaptureMode.Automatic, Fingerprint.Of([(mug, 2)], method), at ?? Noon);
        return new(purchase, new PaymentProgress(
            2, PaymentMethod.Parse("pm_card_mastercard"), [new PaymentRetry(IdempotencyKey.Parse("retry 1"), PaymentMethod.Parse("pm_card_amex"))],
            new Totals(Money(2480), Money(2480), Money(300)),
            [new OrderRefund(1, IdempotencyKey.Parse("refund 1"), Money(300), RefundStatus.Succeeded), new OrderRefund(2, null, Money(5), RefundStatus.Pending),
             new OrderRefund(3, IdempotencyKey.Parse("refund 3"), Money(7), RefundStatus.Failed, IsTheRest: true, Declined)],
            4)
        { Disputes = [new Domain.Payments.Dispute("dp_1", Money(2480), Domain.Payments.DisputeStatus.Open, "fraudulent")] }, 7, Noon.AddSeconds(3))
        {
            History =
            [
                new HistoryEntry(1, "placed", at ?? Noon, Cause.Customer, "0af7651916cd43dd8448eb211c80319c", Money(2480)),
                new HistoryEntry(2, "cancellationBegan", Noon.AddSeconds(3), Cause.Operator(CustomerId.Parse("op-1")), null, null, "requested"),
            ],
        };
    }

    private static PaymentFacts PaymentFacts(string key) => new(
        Id(key), Money(2480), 2, new IntentId("pi_1"), new Totals(Money(2480), Money(2480), Money(300)),
        [
            new PaymentRefund("re_1", 1, Money(300), PaymentRefundStatus.Succeeded),
            new PaymentRefund(null, 2, Money(5), PaymentRefundStatus.Failed, Declined),
            new PaymentRefund("re_3", null, Money(7), PaymentRefundStatus.Pending),
        ],
        new PendingOperation(OperationKind.Refund, 3, Money(10), "refund/3", Noon, Noon.AddMinutes(1), Doubt.ServerError, 2), 9, Noon.AddSeconds(4),
        [new Dispute("dp_1", Money(20), DisputeStatus.Open, "fraudulent")],
        new Ledger(Eur, [new LedgerEntry(Account.Customer, Account.Authorized, Money(2480), Noon, "charge 2", 1)]));
}
