using Serverless.Adapters.Cosmos;
using Serverless.Domain;
using Serverless.Domain.Catalog;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Orders;

namespace Serverless.Adapters.Orders;

/// <summary>From order to document and back, without loss.</summary>
internal static class OrderMapping
{
    public static OrderDocument ToDocument(this Order order)
    {
        var (purchase, payment, version, changedAt) = order.Facts;
        var document = new OrderDocument(
            order.Id.Value, order.Id.CustomerKey.Value, OrderDocument.OrderType, OrderDocument.CurrentSchema,
            Position(OrderPosition.Of(order)), "", ToDocument(purchase), ToDocument(payment), version, changedAt);
        return order switch
        {
            Order.AwaitingPayment o => document with { Status = "awaitingPayment", NextAction = NextActionDocument.Of(o.NextAction) },
            Order.Confirmed o => document with { Status = "confirmed", Capturing = o.Capturing is { } money ? MoneyDocument.Of(money) : null },
            Order.Paid => document with { Status = "paid" },
            Order.PaymentFailed o => document with { Status = "paymentFailed", Failure = FailureDocument.Of(o.Failure) },
            Order.Cancelling o => document with { Status = "cancelling", Reason = o.Reason },
            Order.Cancelled => document with { Status = "cancelled" },
            Order.Expired => document with { Status = "expired" },
            Order.Refunded => document with { Status = "refunded" },
            _ => throw new NotSupportedException($"The order state {order.GetType().Name} has no document."),
        };
    }

    public static Order ToDomain(this OrderDocument document)
    {
        if (document.SchemaVersion != OrderDocument.CurrentSchema)
        {
            throw new NotSupportedException($"Order {document.Id} has schema {document.SchemaVersion}; {OrderDocument.CurrentSchema} is known.");
        }
        var facts = new OrderFacts(ToDomain(document.Purchase, document.Id), ToDomain(document.Payment), document.Version, document.ChangedAt);
        return document.Status switch
        {
            "awaitingPayment" => new Order.AwaitingPayment(facts, document.NextAction?.ToDomain()),
            "confirmed" => new Order.Confirmed(facts, document.Capturing?.ToDomain()),
            "paid" => new Order.Paid(facts),
            "paymentFailed" => new Order.PaymentFailed(facts, document.Failure?.ToDomain() ?? throw Incomplete(document)),
            "cancelling" => new Order.Cancelling(facts, document.Reason ?? throw Incomplete(document)),
            "cancelled" => new Order.Cancelled(facts),
            "expired" => new Order.Expired(facts),
            "refunded" => new Order.Refunded(facts),
            _ => throw new NotSupportedException($"Order {document.Id} has the status {document.Status}, which is not known."),
        };
    }

    /// <summary>A place in the customer's list as text: ordered by time, then id, so that one indexed field sorts and pages.</summary>
    public static string Position(OrderPosition position) => $"{position.PlacedAt.UtcTicks:D19}/{position.Id.Value}";

    private static PurchaseDocument ToDocument(Purchase purchase) => new(
        purchase.Customer.Value,
        [.. purchase.Lines.Select(line => new LineDocument(line.Sku.Value, line.Name, line.Quantity, MoneyDocument.Of(line.UnitPrice)))],
        purchase.Method.Value, purchase.CaptureMode, purchase.Fingerprint.Value, purchase.PlacedAt);

    private static Purchase ToDomain(PurchaseDocument purchase, string id) => new(
        OrderId.Parse(id),
        CustomerId.Parse(purchase.Customer),
        [.. purchase.Lines.Select(line => new OrderLine(Sku.Parse(line.Sku), line.Name, line.Quantity, line.UnitPrice.ToDomain()))],
        PaymentMethod.Parse(purchase.Method), purchase.CaptureMode, Fingerprint.Parse(purchase.Fingerprint), purchase.PlacedAt);

    private static ProgressDocument ToDocument(PaymentProgress payment) => new(
        payment.Attempt,
        payment.Method.Value,
        [.. payment.RetryKeys.Select(key => key.Value)],
        MoneyDocument.Of(payment.Totals.Authorized), MoneyDocument.Of(payment.Totals.Captured), MoneyDocument.Of(payment.Totals.Refunded),
        [.. payment.Refunds.Select(refund => new RefundDocument(refund.Number, MoneyDocument.Of(refund.Amount), refund.Status, refund.Key?.Value))],
        payment.Version);

    private static PaymentProgress ToDomain(ProgressDocument payment) => new(
        payment.Attempt,
        PaymentMethod.Parse(payment.Method),
        [.. payment.RetryKeys.Select(IdempotencyKey.Parse)],
        new Totals(payment.Authorized.ToDomain(), payment.Captured.ToDomain(), payment.Refunded.ToDomain()),
        [.. payment.Refunds.Select(refund => new OrderRefund(
            refund.Number, refund.Key is { } key ? IdempotencyKey.Parse(key) : null, refund.Amount.ToDomain(), refund.Status))],
        payment.Version);

    private static InvalidOperationException Incomplete(OrderDocument document) =>
        new($"Order {document.Id} is {document.Status}, and its document lacks what belongs to that.");
}
