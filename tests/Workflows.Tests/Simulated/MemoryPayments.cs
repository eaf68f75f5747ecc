using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Payments;

namespace Serverless.Workflows.Tests.Simulated;

internal sealed class MemoryPayments : IPaymentStore
{
    public MemoryStore<Payment> Store { get; } = new();

    public Task<Stored<Payment>?> Find(OrderId order, CancellationToken stop) => Task.FromResult(Store.Find(order.Value));

    public Task<bool> Save(Payment payment, StoreVersion? expected, IReadOnlyList<OutgoingMessage> outgoing, CancellationToken stop) =>
        Task.FromResult(Store.Save(payment.Order.Value, payment, expected, outgoing));
}
