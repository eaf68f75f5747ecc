using System.Text.Json;
using Serverless.RunningApp;

namespace Serverless.Crash.Tests;

/// <summary>
/// Clients place orders; the process is killed again and again while they do, each time after a number of promises that
/// the seed decides; what is left is what the last start makes of it.
/// </summary>
public sealed class KilledUnderLoad : IAsyncLifetime
{
    private const int Kills = 4;
    private const int Shoppers = 8;

    private static readonly string[] FinalStates = ["paid", "paymentFailed"];

    private readonly Random _random = new(20261123);
    private readonly Shop _shop = new();
    private readonly string _data = Directory.CreateTempSubdirectory("crash-").FullName;
    private int _promised;

    internal List<Promise> Promises { get; } = [];

    /// <summary>Where the same requests were sent again after the last start, in the order of the promises.</summary>
    internal List<Uri> Repeated { get; } = [];

    internal List<Outcome> Outcomes { get; } = [];

    internal IReadOnlyList<LedgerEntry> Ledger { get; private set; } = [];

    /// <summary>Requests that were cut off by a kill.</summary>
    internal int Unanswered { get; private set; }

    public async ValueTask InitializeAsync()
    {
        using var closing = new CancellationTokenSource();
        var shoppers = Enumerable.Range(0, Shoppers).Select(number => new Shopper(_shop, $"shopper-{number}", new Random(number))).ToList();
        var shopping = Task.WhenAll(shoppers.Select(shopper => Task.Run(() => shopper.Shopping(() => Interlocked.Increment(ref _promised), closing.Token))));
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var doomed = AppProcess.Start(_data, withProvider: true);
            await _shop.Open(doomed);
            await Promised(_random.Next(20, 200), shopping);
            _shop.Close();
            await doomed.Kill();
        }
        await using var app = AppProcess.Start(_data, withProvider: true);
        await _shop.Open(app);
        await Promised(20, shopping);
        await closing.CancelAsync();
        await shopping;
        Unanswered = shoppers.Sum(shopper => shopper.Unanswered);
        Promises.AddRange(shoppers.SelectMany(shopper => shopper.Promises));
        try
        {
            await Look(shoppers.Count);
        }
        catch (Exception failure) when (failure is TimeoutException or HttpRequestException)
        {
            throw new InvalidOperationException($"{failure.Message}\nThe last that the application said:\n{app.Output}", failure);
        }
    }

    public ValueTask DisposeAsync()
    {
        _shop.Dispose();
        Directory.Delete(_data, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task Promised(int more, Task shopping)
    {
        var goal = Volatile.Read(ref _promised) + more;
        await Until.True($"{more} more orders are accepted", async () =>
        {
            if (shopping.IsCompleted)
            {
                await shopping;
            }
            return Volatile.Read(ref _promised) >= goal;
        });
    }

    private async Task Look(int shoppers)
    {
        var tokens = new Dictionary<string, string>();
        for (var number = 0; number < shoppers; number++)
        {
            tokens[$"shopper-{number}"] = await _shop.Token($"shopper-{number}");
        }
        foreach (var promise in Promises)
        {
            Repeated.Add(await _shop.Place(promise.Order, () => { }));
        }
        foreach (var promise in Promises)
        {
            JsonElement order = default;
            await Until.True($"order {promise.Id}, paid with {promise.Order.PaymentMethod}, has ended", async () =>
            {
                order = await _shop.Read(promise.Location, tokens[promise.Order.Customer]);
                return FinalStates.Contains(order.GetProperty("status").GetString());
            });
            var total = order.GetProperty("total");
            Outcomes.Add(new(promise, order.GetProperty("status").GetString()!, total.GetProperty("amount").GetInt64(), total.GetProperty("currency").GetString()!));
        }
        Ledger = await _shop.Ledger();
    }
}
