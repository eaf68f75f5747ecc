using System.Diagnostics;

namespace Serverless.Chaos;

/// <summary>
/// Customers order, pay, cancel and are refunded, while the application is killed again and again; the payment provider, in a process of
/// its own, lives through it all. Then everything must come to rest, and the books of both must agree.
/// </summary>
internal sealed class Campaign(Plan plan, Action<string> say)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly Random _random = new(plan.Seed);
    private readonly List<TimeSpan> _recoveries = [];

    public async Task<Report> Run()
    {
        await using var world = new World(plan);
        using var shop = new Shop(world);
        using var closing = new CancellationTokenSource();
        var customers = Enumerable.Range(0, plan.Customers).Select(number => new Customer(shop, plan, number)).ToList();
        var shopping = Task.WhenAll(customers.Select(customer => Task.Run(() => customer.GoShopping(closing.Token))));
        for (var kill = 0; kill <= plan.Kills; kill++)
        {
            world.StartApp();
            await Live(world, shop, shopping, kill);
            if (kill < plan.Kills)
            {
                await world.KillApp();
                say($"kill {kill + 1} of {plan.Kills}: {shop.Accepted} orders accepted so far");
            }
        }
        await closing.CancelAsync();
        say($"{shop.Accepted} orders accepted. Waiting until all has settled.");
        var settling = Stopwatch.StartNew();
        var books = await Settle(world, shop, customers, shopping);
        return new Report(plan, books, _recoveries, settling.Elapsed, shop.Unanswered, world.Output);
    }

    // Some kills come while the application starts or recovers, most of them under load.
    private async Task Live(World world, Shop shop, Task shopping, int kill)
    {
        var start = Stopwatch.StartNew();
        var (early, wait, requests) = (_random.Next(5) == 0, _random.Next(100, 2000), _random.Next(plan.Between.Least, plan.Between.Most));
        if (early && kill > 0 && kill < plan.Kills)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(wait), TimeProvider.System);
            return;
        }
        await Acknowledged(1);
        if (kill > 0)
        {
            _recoveries.Add(start.Elapsed);
        }
        await Acknowledged(requests);

        Task Acknowledged(int more)
        {
            var goal = shop.Acknowledged + more;
            return Until.True(
                async () =>
                {
                    await Observe(shopping);
                    world.CheckThatAppLives();
                    return shop.Acknowledged >= goal;
                },
                plan.Patience, what: $"{more} more requests are acknowledged");
        }
    }

    private async Task<Books> Settle(World world, Shop shop, List<Customer> customers, Task shopping)
    {
        var deadline = Stopwatch.StartNew();
        var books = await Until.Seen(Read, books => shopping.IsCompleted && books.AllHaveEnded || IsLate(), TimeSpan.MaxValue, Look);
        // What differed while it was written down may have been about to be put right.
        return books.Differences().Any() && !IsLate() ? await Again() : books;

        bool IsLate() => deadline.Elapsed > plan.Patience;

        async Task<Books> Read()
        {
            await Observe(shopping);
            world.CheckThatAppLives();
            return await Books.Read(shop, plan, customers);
        }

        async Task<Books> Again()
        {
            await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
            return await Books.Read(shop, plan, customers);
        }
    }

    private static Task Observe(Task shopping) => shopping.IsFaulted ? shopping : Task.CompletedTask;
}
