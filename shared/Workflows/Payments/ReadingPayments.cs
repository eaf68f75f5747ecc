using Serverless.Domain.Orders;

namespace Serverless.Workflows.Payments;

/// <summary>Shows payments to operators.</summary>
public sealed class ReadingPayments(IPaymentStore payments)
{
    /// <summary>The books of an order's payment, or null when the order has none, or is none.</summary>
    public async Task<LedgerView?> Ledger(string order, CancellationToken stop) =>
        OrderId.TryParse(order, out var id) && await payments.Find(id, stop) is { } stored ? LedgerView.Of(stored.State) : null;
}
