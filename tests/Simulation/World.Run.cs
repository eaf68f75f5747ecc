using Serverless.Domain.Orders;
using Serverless.Simulation.Engine;
using Serverless.Simulation.People;
using Serverless.Simulation.Services;
using Serverless.Workflows;

namespace Serverless.Simulation;

internal sealed partial class World
{
    private const long TooManySteps = 1_000_000;
    private static readonly TimeSpan Aftermath = TimeSpan.FromDays(16);

    /// <summary>
    /// First a storm, in which anything may fail; then everything works again, and days pass until all is quiet. Says what is wrong then.
    /// </summary>
    public IReadOnlyList<string> Run()
    {
        var stormEnds = Timeline.Start + StormLength;
        Populate();
        StartTimers();
        Calamities();
        if (!Until(stormEnds))
            return ["It never comes to rest."];

        weather.Clear();
        Trace.Write($"--- the storm is over");
        for (var day = 1; day < Aftermath.Days - 2; day += 3)
            Time.At(stormEnds + TimeSpan.FromDays(day), () =>
            {
                _ = Operator.Replay();
                _ = Operator.GiveBack();
            });
        // Money that is held too long is released by the provider itself: at the end nothing would show that we forgot it.
        if (!Until(stormEnds + TimeSpan.FromDays(3)))
            return ["It never comes to rest."];
        var held = Verdict.StillHeld(this).ToList();
        return Until(stormEnds + Aftermath) ? [.. held, .. Verdict.Of(this)] : ["It never comes to rest."];
    }

    /// <summary>Asks the application something over HTTP, again and again until there is an answer or patience ends; at times once more.</summary>
    public async Task<T?> Insist<T>(string what, Func<CancellationToken, Task<T>> request) where T : class
    {
        T? answer = null;
        for (var tries = Chance.Of(1, 3, 6); tries > 0 && answer is null; tries--)
        {
            answer = await Ask(what, request);
            if (answer is null)
                await Time.Pause(Chance.Spread(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)));
            else if (Chance.PerMille(weather.Duplicates))
                await Ask(what, request);
        }

        return answer;
    }

    /// <summary>Asks the application something over HTTP. Null when no answer came.</summary>
    public Task<T?> Ask<T>(string what, Func<CancellationToken, Task<T>> request) where T : class
    {
        var answer = new TaskCompletionSource<T?>();
        Trace.Write($"{what}");
        Time.After(TimeSpan.FromSeconds(30), () => answer.TrySetResult(null));
        if (!Host.IsDown)
            _ = Serve();
        return answer.Task;

        async Task Serve()
        {
            try
            {
                var result = await request(CancellationToken.None);
                Trace.Write($"  answer to {what}: {Describe.Answer(result)}");
                answer.TrySetResult(result);
            }
            catch (OutageException)
            {
                answer.TrySetResult(null);
            }
        }
    }

    private bool Until(DateTimeOffset time)
    {
        while (Time.Step(time))
            if (Time.Steps > TooManySteps)
                return false;
        return true;
    }

    private void Populate()
    {
        for (var number = 1 + Chance.Below(3); number > 0; number--)
            Shoppers.Add(new Shopper(this, number));
        foreach (var shopper in Shoppers)
            Time.After(Chance.Spread(TimeSpan.FromMilliseconds(1), StormLength / 2), () => _ = shopper.Live());
        _ = Operator.Meddle();
        _ = Dashboard.Meddle(this);
    }

    private void StartTimers()
    {
        var timers = new Timers(Time, Host, Trace);
        timers.Every("expire", Interval, HasUnpaidOrders, _ => App.Expiring.Expire(CancellationToken.None));
        timers.Every("reconcile", Interval, HasWaitingOrders, last => App.Redriving.Redrive(last, CancellationToken.None));
        timers.Every("report", () => TimeSpan.FromDays(weather.IsOver ? 4 : 1), () => webhooks.AreUnreliable, _ => App.Reporting.ComputeDue(CancellationToken.None));

        TimeSpan Interval() => weather.IsOver ? TimeSpan.FromHours(6) : TimeSpan.FromMinutes(30);
        bool HasUnpaidOrders() => Orders.All.Any(order => order is Order.AwaitingPayment or Order.PaymentFailed);
        bool HasWaitingOrders() => Orders.All.Any(order => order.IsWaiting);
    }

    // The application as a whole dies or is switched off for a while; the provider is out.
    private void Calamities()
    {
        for (var count = Chance.Of(0, 0, 1, 3); count > 0; count--)
            Time.After(Some(), () =>
            {
                network.Kill();
                App.Restart();
                Host.DownUntil = Time.Now + Outage();
            });
        for (var count = Chance.Of(0, 0, 1); count > 0; count--)
            Time.After(Some(), () => Gateway.DownUntil = Time.Now + Outage());

        TimeSpan Outage() => Chance.Spread(TimeSpan.FromSeconds(1), Chance.Of(TimeSpan.FromHours(4), TimeSpan.FromHours(4), TimeSpan.FromHours(30)));
        TimeSpan Some() => Chance.Spread(TimeSpan.FromMilliseconds(10), StormLength);
    }
}
