namespace Serverless.Chaos;

/// <summary>One customer: places one order after another, and sees to each of them while the next is placed already.</summary>
internal sealed class Customer(Shop shop, Plan plan, int number)
{
    private const int MostStoriesAtOnce = 8;

    private static readonly string[] Skus = ["MUG-STONEWARE", "TEA-GREEN-100", "FILTER-PAPER-100"];

    private readonly Random _random = new(plan.Seed * 1000 + number);

    public string Name { get; } = $"customer-{number}";

    /// <summary>The orders that were answered <c>202</c>.</summary>
    public List<Promise> Promises { get; } = [];

    public async Task GoShopping(CancellationToken stop)
    {
        var stories = new List<Task>();
        for (var order = 0; !stop.IsCancellationRequested; order++)
        {
            var story = Story.Draw(_random, plan);
            var (sku, quantity) = (_random.GetItems(Skus, 1)[0], _random.Next(1, 5));
            var placed = await shop.Place(Name, $"{Name}-{order}", sku, quantity, story.PaymentMethod);
            var promise = new Promise(Name, placed, story);
            Promises.Add(promise);
            stories.Add(story.Then(shop, promise));
            if (stories.Count >= MostStoriesAtOnce)
            {
                await Task.WhenAny(stories);
            }
            await Task.WhenAll(stories.Where(one => one.IsCompleted));
            stories.RemoveAll(one => one.IsCompleted);
        }
        await Task.WhenAll(stories);
    }
}
