using Microsoft.Azure.Cosmos;
using Serverless.Adapters.Cosmos;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>Payments in Cosmos DB: the container <c>payments</c>, a partition for each order.</summary>
internal sealed class PaymentStore(Container container, TimeProvider time) : IPaymentStore
{
    private readonly AggregateContainer<PaymentDocument> _payments = new(container, CosmosJson.Default.PaymentDocument);

    public async Task<Stored<Payment>?> Find(OrderId order, CancellationToken stop) =>
        await _payments.Find(order.Value, new PartitionKey(order.Value), stop) is { } found
            ? new Stored<Payment>(found.Document.ToDomain(), found.Version with { Outbox = found.Document.Outbox })
            : null;

    public async Task<bool> Save(Payment payment, StoreVersion? expected, IReadOnlyList<OutgoingMessage> outgoing, CancellationToken stop) =>
        await _payments.Save(
            payment.Order.Value, new PartitionKey(payment.Order.Value),
            payment.ToDocument() with { Outbox = OutboxEntry.After(expected, outgoing, time.GetUtcNow()) }, expected, stop) is not null;
}
