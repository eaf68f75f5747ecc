using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Contracts;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Simulation.Engine;
using Serverless.Simulation.People;
using Serverless.Simulation.Provider;
using Serverless.Simulation.Services;
using Serverless.Workflows;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Payments;

namespace Serverless.Simulation;

/// <summary>
/// The whole system: the real domain and workflows, over simulated services, a provider, and people. First a storm, in which anything
/// may fail; then everything works again, and days pass until all is quiet.
/// </summary>
internal sealed class World
{
    private const long TooManySteps = 300_000;
    private static readonly TimeSpan Aftermath = TimeSpan.FromDays(14);

    private readonly Weather weather;
    private readonly Network network;
    private readonly Relay[] relays;
    private readonly HashSet<Flaw> flaws;

    public World(ulong seed, Flaw? flaw, bool isTraced)
    {
        flaws = flaw is { } wrong ? [wrong] : [];
        Chance = new Chance(seed);
        Trace = new Trace(Time, isTraced);
        weather = new Weather(Chance);
        network = new Network(Time, Chance, weather, Trace);
        Bus = new SimulatedBus(Time, network, Chance, weather, Trace);
        Host = new Host(Bus, Time, Trace, flaws);
        Orders = new SimulatedContainer<Order>("orders", Time, network, Trace, flaws);
        Payments = new SimulatedContainer<Payment>("payments", Time, network, Trace, flaws);
        Provider = new PaymentProvider(Time, Chance, Trace);
        Gateway = new SimulatedGateway(Provider, Time, network, Chance, weather, Trace, flaws);

        var orders = new SimulatedOrders(Orders);
        var payments = new SimulatedPayments(Payments, Time, flaws);
        var handling = new Handling(new RecoveryLimits(), Time);
        Placing = new PlacingOrders(orders, new SimulatedCatalog(), new PaymentSettings(), Time);
        Host.On(Entities.PaymentCommands, new TakingPayments(payments, Gateway, handling, Time).Handle);
        Host.On(Entities.PaymentEvents, new FollowingPayments(orders, new OrderAlerts(NullLogger<OrderAlerts>.Instance), handling).Handle);
        Bus.Deliver = received => _ = Host.Receive(received);
        Bus.IsHostDown = () => Host.IsDown;

        var outbox = new RelayingOutbox(Bus, new KeepingDeadLetters(DeadLetters, Time));
        relays = [RelayOf(Orders, outbox), RelayOf(Payments, outbox)];
        StormEnds = Timeline.Start + Chance.Spread(TimeSpan.FromMinutes(2), TimeSpan.FromDays(2));
    }

    public Chance Chance { get; }

    public Timeline Time { get; } = new();

    public Trace Trace { get; }

    public SimulatedBus Bus { get; }

    public Host Host { get; }

    public SimulatedContainer<Order> Orders { get; }

    public SimulatedContainer<Payment> Payments { get; }

    public SimulatedDeadLetters DeadLetters { get; } = new();

    public PaymentProvider Provider { get; }

    public SimulatedGateway Gateway { get; }

    public PlacingOrders Placing { get; }

    public DateTimeOffset StormEnds { get; }

    public List<Shopper> Shoppers { get; } = [];

    public bool Has(Flaw flaw) => flaws.Contains(flaw);

    public bool IsQuiet => Bus.Unsettled == 0 && Array.TrueForAll(relays, relay => relay.IsDone);

    /// <summary>Lives through the storm and what comes after it, and says what is wrong in the end.</summary>
    public IReadOnlyList<string> Run()
    {
        for (var number = 1 + Chance.Below(3); number > 0; number--)
            Shoppers.Add(new Shopper(this, number));
        foreach (var shopper in Shoppers)
            Time.After(Chance.Spread(TimeSpan.FromMilliseconds(1), (StormEnds - Time.Now) / 2), () => _ = shopper.Live());
        Calamities();
        if (!Until(StormEnds))
            return ["It never comes to rest."];

        weather.Clear();
        Trace.Write($"--- the storm is over");
        Time.After(TimeSpan.FromDays(2), () => Operator.Replay(this));
        return Until(StormEnds + Aftermath) ? Verdict.Of(this) : ["It never comes to rest."];
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
                Trace.Write($"  answer to {what}: {result}");
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

    // The application as a whole dies or is switched off for a while; the provider is out.
    private void Calamities()
    {
        for (var count = Chance.Of(0, 0, 1, 3); count > 0; count--)
            Time.After(Some(), () =>
            {
                network.Kill();
                Host.DownUntil = Time.Now + Chance.Spread(TimeSpan.FromSeconds(1), TimeSpan.FromDays(2));
            });
        for (var count = Chance.Of(0, 0, 1); count > 0; count--)
            Time.After(Some(), () => Gateway.DownUntil = Time.Now + Chance.Spread(TimeSpan.FromSeconds(1), TimeSpan.FromDays(2)));

        TimeSpan Some() => Chance.Spread(TimeSpan.FromMilliseconds(10), StormEnds - Timeline.Start);
    }

    private Relay RelayOf<T>(SimulatedContainer<T> container, RelayingOutbox outbox) where T : class
    {
        var relay = new Relay(() => container.Feed, outbox, Time, Chance, weather, network, flaws) { IsHostDown = () => Host.IsDown };
        container.Changed += relay.Wake;
        container.SendAtOnce = document => Bus.Send(
            Messages.Find(document.Subject)!.Entity,
            [new BusMessage(document.Id!, document.Subject!, document.OrderId!, Encoding.UTF8.GetBytes(document.Body.GetRawText()))],
            CancellationToken.None);
        return relay;
    }
}
