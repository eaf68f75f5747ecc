using Serverless.Domain.Orders;
using Serverless.Workflows;

namespace Serverless.Adapters.Orders;

/// <summary>
/// The orders that this process wrote last and whose payment has not reported yet: mostly it reports here, moments later. Two
/// generations, so that what nobody comes for is forgotten.
/// </summary>
internal sealed class OrdersUnderWay
{
    // Of each generation; an order takes about two kilobytes, its message half of one.
    private const int Most = 2048;

    private readonly Lock _lock = new();
    private Dictionary<OrderId, Stored<Order>> _young = [];
    private Dictionary<OrderId, Stored<Order>> _old = [];

    public void Add(Stored<Order> order)
    {
        lock (_lock)
        {
            if (_young.Count == Most)
            {
                (_young, _old) = (_old, _young);
                _young.Clear();
            }
            _young[order.State.Id] = order;
        }
    }

    /// <summary>Hands an order out, once.</summary>
    public Stored<Order>? Take(OrderId id)
    {
        lock (_lock)
        {
            return _young.Remove(id, out var order) | _old.Remove(id, out var older) ? order ?? older : null;
        }
    }
}
