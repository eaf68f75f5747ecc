namespace Serverless.Benchmarks.Load;

/// <summary>
/// Sees orders become paid as their customers would: by reading them. An order's own times would cost nothing to read,
/// but say when something happened inside, not when anybody could see it.
/// </summary>
internal static class Following
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Reads an order until it is paid.</summary>
    /// <exception cref="InvalidOperationException">It ended otherwise.</exception>
    /// <exception cref="TimeoutException">It did not end within two minutes.</exception>
    public static async Task UntilPaid(Customer customer, PlacedOrder order)
    {
        var ended = await Until.Seen(
            () => customer.StatusOf(order), status => status != "awaitingPayment", Patience, evidence: status => $"{order.Location} is {status}");
        if (ended != "paid")
        {
            throw new InvalidOperationException($"{order.Location} is {ended}.");
        }
    }

    /// <summary>
    /// Waits for the newest orders, then looks at the others, evenly spread: at most <paramref name="most"/> of them.
    /// Returns the seconds from the start of the measurement to the moment at which the newest were paid.
    /// </summary>
    public static async Task<double> UntilAllPaid(IReadOnlyList<Customer> customers, Placed placed, int most)
    {
        foreach (var order in placed.Orders.TakeLast(customers.Count).Reverse())
        {
            await UntilPaid(customers[order.Customer], order);
        }
        var seconds = placed.SecondsSoFar;
        var stride = Math.Max(1, placed.Orders.Count / most);
        var byCustomer = placed.Orders.Where((_, index) => index % stride == 0).ToLookup(order => order.Customer);
        await Task.WhenAll(byCustomer.Select(async own =>
        {
            foreach (var order in own)
            {
                await UntilPaid(customers[own.Key], order);
            }
        }));
        return seconds;
    }
}
