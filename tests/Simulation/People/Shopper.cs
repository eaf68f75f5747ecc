using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Simulation.Provider;
using Serverless.Workflows.Orders;

namespace Serverless.Simulation.People;

/// <summary>A customer who places one order, and then may cancel it or pay with another card, at any moment.</summary>
internal sealed class Shopper(World world, int number)
{
    private static readonly string[] AllCards =
    [
        Cards.Good, Cards.Good, Cards.Good, Cards.Good, Cards.Declined, Cards.Declined, Cards.Challenged, Cards.Challenged, Cards.ChallengedThenDeclined,
        Cards.Slow, Cards.SlowThenDeclined, Cards.RefundsPending, Cards.RefundsFailLate, Cards.Unknown,
    ];

    private int requests;
    private int retries;

    public int Number => number;

    public CustomerId Customer { get; } = CustomerId.Parse($"shopper-{number}");

    /// <summary>The orders that were answered with 202.</summary>
    public HashSet<string> Accepted { get; } = [];

    /// <summary>The retries that were answered with 202.</summary>
    public List<IdempotencyKey> AcceptedRetries { get; } = [];

    /// <summary>Whether a cancellation was answered with 202.</summary>
    public bool HasCancelled { get; private set; }

    /// <summary>The order, whether or not it was ever placed.</summary>
    public OrderId Order => OrderId.For(Customer, IdempotencyKey.Parse(Key));

    private string Key => $"cart-{number}";

    public async Task Live()
    {
        world.Trace.Name(Order.Value, $"order-{number}");
        await Place(world.Chance.Of(AllCards));
        for (var acts = world.Chance.Of(0, 0, 1, 2, 4); acts > 0; acts--)
        {
            await world.Time.Pause(world.Chance.Spread(TimeSpan.FromMilliseconds(1), world.StormLength / 2));
            await (world.Chance.Below(3) == 0 ? Cancel() : PayWith(world.Chance.Of(AllCards)));
        }
    }

    private async Task Place(string card)
    {
        var request = new PlaceOrderRequest([new PlaceOrderLine("MUG", 1 + world.Chance.Below(4))], card);
        var answer = await world.Insist($"shopper {number} places an order with {card}", stop => world.App.Placing.Place(
            Customer, IdempotencyKey.Parse(world.Has(Flaw.FreshRequestKeyPerTry) ? $"{Key}-{++requests}" : Key), request, stop));
        if (answer is PlaceOrderResult.Accepted accepted)
            Accepted.Add(accepted.Order.Id);
        else if (answer is null && world.Has(Flaw.AnsweredBeforeWritten))
            Accepted.Add(Order.Value);
    }

    private async Task Cancel()
    {
        var answer = await world.Insist($"shopper {number} cancels", stop => world.App.Cancelling.Cancel(new(Customer), Order.Value, null, stop));
        HasCancelled |= answer is ChangeOrderResult.Accepted;
    }

    private async Task PayWith(string card)
    {
        var key = IdempotencyKey.Parse($"retry-{++retries}");
        var answer = await world.Insist(
            $"shopper {number} pays with {card}",
            stop => world.App.Retrying.Retry(Customer, Order.Value, key, new RetryPaymentRequest(card), null, stop));
        if (answer is ChangeOrderResult.Accepted)
            AcceptedRetries.Add(key);
    }
}
