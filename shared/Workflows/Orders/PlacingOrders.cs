using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Workflows.Catalog;
using Serverless.Workflows.Payments;

namespace Serverless.Workflows.Orders;

/// <summary>Places orders. The create itself is the idempotency check: nothing is read before it.</summary>
public sealed class PlacingOrders(IOrderStore orders, ICatalog catalog, PaymentSettings payments, TimeProvider clock)
{
    /// <summary>
    /// Places an order of this customer, priced from the catalog. The same key and request make the same order, however often.
    /// </summary>
    public Task<PlaceOrderResult> Place(CustomerId customer, IdempotencyKey key, PlaceOrderRequest request, CancellationToken stop) =>
        Place(customer, key, request, Cause.Customer, stop);

    /// <summary>Places an order of this customer that somebody else may have asked for.</summary>
    public async Task<PlaceOrderResult> Place(
        CustomerId customer, IdempotencyKey key, PlaceOrderRequest request, Cause cause, CancellationToken stop)
    {
        var errors = new List<InvalidField>();
        if (request.Read(errors) is not { } wanted)
            return new PlaceOrderResult.Invalid(errors);

        var id = OrderId.For(customer, key);
        var lines = await Price(wanted, errors, stop);
        if (errors.Count > 0)
            // The catalog may have changed since the first request, and a repetition is answered as that was.
            return await orders.Find(id, stop) is { } placed ? Repeat(placed.State, wanted) : new PlaceOrderResult.Invalid(errors);

        var purchase = new Purchase(id, customer, lines, wanted.Method, payments.Parsed, wanted.Fingerprint, clock.GetUtcNow());
        var (order, outgoing) = new Decision<OrderEvent>.Happens([new OrderEvent.Placed(purchase)]).Follow(null, cause);
        if (await orders.Save(order, before: null, outgoing, stop))
        {
            OrderMetrics.Saved(null, order);
            return new PlaceOrderResult.Accepted(OrderView.Of(order), Replayed: false);
        }

        var existing = await orders.Find(id, stop) ?? throw new InvalidOperationException("The store has the order, and does not find it.");
        return Repeat(existing.State, wanted);
    }

    private static PlaceOrderResult Repeat(Order order, Wanted wanted) => order.Facts.Purchase.Fingerprint == wanted.Fingerprint
        ? new PlaceOrderResult.Accepted(OrderView.AsPlaced(order), Replayed: true)
        : new PlaceOrderResult.KeyReused();

    private async Task<IReadOnlyList<OrderLine>> Price(Wanted wanted, List<InvalidField> errors, CancellationToken stop)
    {
        var lines = new List<OrderLine>(wanted.Lines.Count);
        for (var at = 0; at < wanted.Lines.Count; at++)
        {
            var (sku, quantity) = wanted.Lines[at];
            if (await catalog.Find(sku, stop) is not { } product)
                errors.Add(new InvalidField($"/lines/{at}/sku", "unknown_sku", $"There is no product {sku}."));
            else if (lines.Count > 0 && lines[0].UnitPrice.Currency != product.Price.Currency)
                errors.Add(new InvalidField($"/lines/{at}/sku", "mixed_currencies", "All lines of an order have one currency."));
            else
                lines.Add(new OrderLine(sku, product.Name, quantity, product.Price));
        }

        // As decimal, because a price from the catalog times a thousand may not fit an amount.
        var total = lines.Sum(line => (decimal)line.UnitPrice.MinorUnits * line.Quantity);
        if (errors.Count == 0 && (total < 1 || total > Purchase.MaxTotal))
            errors.Add(new InvalidField("/lines", "total_out_of_range", $"The total is from 1 to {Purchase.MaxTotal} minor units."));
        return lines;
    }
}
