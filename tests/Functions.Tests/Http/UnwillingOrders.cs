using System.Diagnostics;
using System.Runtime.CompilerServices;
using Serverless.Domain.Orders;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Tests.Http;

/// <summary>Orders of which nothing can be had: each call fails, or does not come back, as the test says.</summary>
internal sealed class UnwillingOrders(Func<CancellationToken, Task> call) : IOrderStore
{
    public Task<Stored<Order>?> Find(OrderId id, CancellationToken stop) => Call<Stored<Order>?>(stop);

    public Task<bool> Save(Order order, Stored<Order>? before, IReadOnlyList<OutgoingMessage> outgoing, CancellationToken stop) => Call<bool>(stop);

    public Task<IReadOnlyList<Order>> List(OrderFilter filter, int count, OrderPosition? after, CancellationToken stop) => Call<IReadOnlyList<Order>>(stop);

    public IAsyncEnumerable<OrderId> Unpaid(DateTimeOffset placedBy, CancellationToken stop) => Read(stop);

    public IAsyncEnumerable<OrderId> Stale(DateTimeOffset after, DateTimeOffset upTo, CancellationToken stop) => Read(stop);

    private async IAsyncEnumerable<OrderId> Read([EnumeratorCancellation] CancellationToken stop)
    {
        yield return await Call<OrderId>(stop);
    }

    private async Task<T> Call<T>(CancellationToken stop)
    {
        await call(stop);
        throw new UnreachableException();
    }
}
