namespace Serverless.Crash.Tests;

/// <summary>One client: places one order after another, and repeats what was not answered with the same key.</summary>
internal sealed class Shopper(Shop shop, string customer, Random random)
{
    private static readonly string[] Skus = ["MUG-STONEWARE", "TEA-GREEN-100", "FILTER-PAPER-100"];

    // Mostly paid at once; some declined, and some charged with an answer that is lost on the way.
    private static readonly string[] PaymentMethods =
    [
        .. Enumerable.Repeat("pm_card_visa", 16), "pm_card_visa_chargeDeclined", "pm_card_visa_chargeDeclined", "pm_sim_429_once", "pm_sim_lost",
    ];

    private int _number;

    /// <summary>Tries that were not answered.</summary>
    public int Unanswered { get; private set; }

    public List<Promise> Promises { get; } = [];

    public async Task Shopping(Action promised, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var order = new ShopOrder(
                customer, $"{customer}-{_number++}", random.GetItems(Skus, 1)[0], random.Next(1, 5), random.GetItems(PaymentMethods, 1)[0]);
            Promises.Add(new(order, await shop.Place(order, () => Unanswered++)));
            promised();
        }
    }
}
