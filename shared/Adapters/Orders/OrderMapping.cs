using System.Text.Json;
using Serverless.Adapters.Cosmos;
using Serverless.Adapters.Payments;
using Serverless.Contracts;
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
            Position(OrderPosition.Of(order)), "", ToDocument(purchase), ToDocument(payment), version, changedAt,
            OpenSince: OpenSince(order)?.ToUnixTimeMilliseconds(), History: [.. order.Facts.History.Select(ToDocument)]);
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
        if (document.SchemaVersion is < OrderDocument.OldestSchema or > OrderDocument.CurrentSchema)
        {
            throw new NotSupportedException($"Order {document.Id} has schema {document.SchemaVersion}; up to {OrderDocument.CurrentSchema} is known.");
        }
        var purchase = ToDomain(document.Purchase, document.Id);
        var facts = new OrderFacts(purchase, ToDomain(document.Payment), document.Version, document.ChangedAt)
        {
            History = [.. (document.History ?? []).Select(entry => ToDomain(entry, purchase))],
        };
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

    /// <summary>A status as documents have it.</summary>
    public static string Status(OrderStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());

    public static string Position(OrderPosition position) => ListPosition.Of(position.PlacedAt, position.Id.Value);

    // An order that is not paid in time expires, however often its payment changed; any other one is overdue when it stands still.
    private static DateTimeOffset? OpenSince(Order order) =>
        order is Order.AwaitingPayment or Order.PaymentFailed ? order.Facts.Purchase.PlacedAt : order.IsWaiting ? order.Facts.ChangedAt : null;

    private static EntryDocument ToDocument(HistoryEntry entry) => new(
        entry.Version, entry.Event, entry.At, entry.Cause.Kind, entry.Cause.Detail, entry.TraceId, entry.Amount?.MinorUnits, entry.Detail);

    private static HistoryEntry ToDomain(EntryDocument entry, Purchase purchase) => new(
        entry.Version, entry.Event, entry.At, new Cause(entry.Cause, entry.By), entry.TraceId, purchase.Amount(entry.Amount), entry.Detail);

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
        MoneyDocument.Of(payment.Totals.Authorized), MoneyDocument.Of(payment.Totals.Captured), MoneyDocument.Of(payment.Totals.Refunded),
        [.. payment.Refunds.Select(refund => new RefundDocument(
            refund.Number, MoneyDocument.Of(refund.Amount), refund.Status, refund.Key?.Value, refund.IsTheRest ? true : null,
            refund.Failure is { } failure ? FailureDocument.Of(failure) : null))],
        payment.Version,
        payment.Retries.Count == 0 ? null : [.. payment.Retries.Select(retry => new RetryDocument(retry.Key.Value, retry.Method.Value))],
        payment.Disputes.Count == 0 ? null : [.. payment.Disputes.Select(PaymentParts.ToDocument)]);

    private static PaymentProgress ToDomain(ProgressDocument payment) => new(
        payment.Attempt,
        PaymentMethod.Parse(payment.Method),
        [
            .. (payment.RetryKeys ?? []).Select(key => new PaymentRetry(IdempotencyKey.Parse(key), PaymentMethod.Parse(payment.Method))),
            .. (payment.Retries ?? []).Select(retry => new PaymentRetry(IdempotencyKey.Parse(retry.Key), PaymentMethod.Parse(retry.Method))),
        ],
        new Totals(payment.Authorized.ToDomain(), payment.Captured.ToDomain(), payment.Refunded.ToDomain()),
        [.. payment.Refunds.Select(refund => new OrderRefund(
            refund.Number, refund.Key is { } key ? IdempotencyKey.Parse(key) : null, refund.Amount.ToDomain(), refund.Status,
            refund.IsTheRest == true, refund.Failure?.ToDomain()))],
        payment.Version)
    {
        Disputes = [.. (payment.Disputes ?? []).Select(PaymentParts.ToDomain)],
    };

    private static InvalidOperationException Incomplete(OrderDocument document) =>
        new($"Order {document.Id} is {document.Status}, and its document lacks what belongs to that.");
}
