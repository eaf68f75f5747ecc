using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Simulation.Provider;
using Serverless.Workflows.Orders;

namespace Serverless.Simulation.People;

/// <summary>A customer who places one order, and repeats every request until it is answered or patience ends.</summary>
internal sealed class Shopper(World world, int number)
{
    private static readonly string[] AllCards =
    [
        Cards.Good, Cards.Good, Cards.Good, Cards.Declined, Cards.Unknown,
    ];

    public CustomerId Customer { get; } = CustomerId.Parse($"shopper-{number}");

    private int requests;

    /// <summary>The orders that were answered with 202.</summary>
    public HashSet<string> Accepted { get; } = [];

    public int Number => number;

    public async Task Live()
    {
        var card = world.Chance.Of(AllCards);
        var request = new PlaceOrderRequest([new PlaceOrderLine("MUG", 1 + world.Chance.Below(4))], card);
        world.Trace.Name(OrderId.For(Customer, IdempotencyKey.Parse(Key)).Value, $"order-{number}");
        var answer = await Insist($"shopper {number} places an order with {card}", stop => world.Placing.Place(
            Customer, IdempotencyKey.Parse(world.Has(Flaw.FreshRequestKeyPerTry) ? $"{Key}-{++requests}" : Key), request, stop));
        if (answer is PlaceOrderResult.Accepted accepted)
            Accepted.Add(accepted.Order.Id);
    }

    private string Key => $"cart-{number}";

    private async Task<T?> Insist<T>(string what, Func<CancellationToken, Task<T>> request) where T : class
    {
        T? answer = null;
        for (var tries = world.Chance.Of(1, 3, 20); tries > 0 && answer is null; tries--)
        {
            answer = await world.Ask(what, request);
            if (answer is null || world.Chance.PerMille(50))
                await world.Time.Pause(world.Chance.Spread(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)));
        }

        return answer;
    }
}
