using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Payments;

namespace Serverless.Simulation.Services;

internal sealed class SimulatedPayments(SimulatedContainer<Payment> container, TimeProvider time, IReadOnlySet<Flaw> flaws) : IPaymentStore
{
    public async Task<Stored<Payment>?> Find(OrderId order, CancellationToken stop) =>
        await container.Find(order.Value) is { } stored ? stored with { State = Forget(stored.State) } : null;

    public async Task<bool> Save(Payment payment, StoreVersion? expected, IReadOnlyList<OutgoingMessage> outgoing, CancellationToken stop) =>
        await container.Save(payment.Order.Value, payment, expected, outgoing) is not null;

    // A record that lacks when the provider was asked first, or that it was asked at all.
    private Payment Forget(Payment payment) => payment.Pending switch
    {
        { Kind: OperationKind.Refund } when flaws.Contains(Flaw.PendingRefundForgotten) =>
            payment with { Facts = payment.Facts with { Pending = null } },
        { } pending when flaws.Contains(Flaw.KeyThoughtImmortal) =>
            payment with { Facts = payment.Facts with { Pending = pending with { FirstTry = time.GetUtcNow() } } },
        _ => payment,
    };
}
