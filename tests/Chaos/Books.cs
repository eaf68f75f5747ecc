namespace Serverless.Chaos;

/// <summary>Ours and the provider's, side by side, and what was promised.</summary>
internal sealed class Books(
    IReadOnlyCollection<Promise> promises, IReadOnlyCollection<FoundOrder> orders, IReadOnlyCollection<Balance> balances, bool mayExpire)
{
    private readonly ILookup<string?, Balance> _byOrder = balances.ToLookup(balance => balance.Order);

    public IReadOnlyCollection<FoundOrder> Orders => orders;

    public bool AllHaveEnded => orders.All(order => order.HasEnded);

    public static async Task<Books> Read(Shop shop, Plan plan, IReadOnlyList<Customer> customers)
    {
        var orders = new List<FoundOrder>();
        foreach (var customer in customers)
        {
            orders.AddRange(await shop.List(customer.Name));
        }
        return new([.. customers.SelectMany(customer => customer.Promises)], orders, await shop.Balances(), plan.Absentees);
    }

    /// <summary>Everything that is not as it was promised, in words; empty when all is well.</summary>
    public IEnumerable<string> Differences()
    {
        var found = orders.ToDictionary(order => order.Id);
        foreach (var promise in promises)
        {
            if (!found.Remove(promise.Order, out var order))
            {
                yield return $"order {promise.Order} was accepted and is lost";
                continue;
            }
            foreach (var wrong in Wrong(promise, order))
            {
                yield return $"order {order.Id}, {order.Status}, {promise.Story}: {wrong}";
            }
        }
        foreach (var order in found.Keys)
        {
            yield return $"order {order} exists, and nobody was told";
        }
        var known = promises.Select(promise => promise.Order).ToHashSet();
        foreach (var balance in balances.Where(balance => balance.Order is null || !known.Contains(balance.Order)))
        {
            yield return $"the provider has the payment {balance.Intent} of an order {balance.Order} that nobody placed";
        }
    }

    private IEnumerable<string> Wrong(Promise promise, FoundOrder order)
    {
        if (!order.HasEnded)
        {
            yield return "it has not ended";
            yield break;
        }
        if (!promise.Story.Ends.Contains(order.Status) && !(mayExpire && order.Status == "expired"))
        {
            yield return $"it should have ended as {string.Join(" or ", promise.Story.Ends)}";
        }
        if (promise.Cancelled && order.Status != "cancelled")
        {
            yield return "its cancel was accepted";
        }
        var theirs = _byOrder[order.Id].ToList();
        if (theirs.Sum(balance => balance.Charges) > 1)
        {
            yield return $"it was charged {theirs.Sum(balance => balance.Charges)} times";
        }
        if (theirs.Sum(balance => balance.Held) is not 0 and var held)
        {
            yield return $"the provider still holds {held}";
        }
        var taken = theirs.Sum(balance => balance.Captured);
        var kept = taken - theirs.Sum(balance => balance.Refunded);
        if (taken != order.Captured || kept != order.Captured - order.Refunded)
        {
            var ours = order.Captured - order.Refunded;
            yield return $"the provider took {taken} and kept {kept}, our records say {order.Captured} and {ours}";
        }
        var due = promise.Captured ?? order.Total;
        if (order.Status is "paid" or "refunded" && taken != due)
        {
            yield return $"{taken} was taken instead of {due}";
        }
        if (order.Status is not "paid" && kept != 0)
        {
            yield return $"{kept} was kept";
        }
        if (order.Status == "paid" && promise.Story.RefundsArrive && kept != due - promise.Refunded)
        {
            yield return $"{kept} was kept of {due}, and refunds of {promise.Refunded} were accepted";
        }
    }
}
