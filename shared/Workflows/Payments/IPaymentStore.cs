using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Payments;

/// <summary>Where payments are kept, one for each order. Outages throw.</summary>
public interface IPaymentStore
{
    /// <summary>Reads the payment of an order: a point read.</summary>
    Task<Stored<Payment>?> Find(OrderId order, CancellationToken stop);

    /// <summary>
    /// Writes the payment and its outgoing messages in one write. <paramref name="expected"/> is the version that was read, or null for a
    /// payment that must not exist yet. False when somebody else wrote first: then nothing was written.
    /// </summary>
    Task<bool> Save(Payment payment, StoreVersion? expected, IReadOnlyList<OutgoingMessage> outgoing, CancellationToken stop);
}
