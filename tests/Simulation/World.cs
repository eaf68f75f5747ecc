using Serverless.Contracts;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Simulation.Engine;
using Serverless.Simulation.People;
using Serverless.Simulation.Provider;
using Serverless.Simulation.Services;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;

namespace Serverless.Simulation;

/// <summary>The whole system: the real domain and workflows, over simulated services, a provider, and people.</summary>
internal sealed partial class World
{
    private readonly Weather weather;
    private readonly Network network;
    private readonly Relay[] relays;
    private readonly Webhooks webhooks;
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
        Bus.Deliver = received => _ = Host.Receive(received);
        Bus.IsHostDown = () => Host.IsDown;
        Orders = new SimulatedContainer<Order>("orders", Time, network, Trace, flaws);
        Payments = new SimulatedContainer<Payment>("payments", Time, network, Trace, flaws);
        DeadLetters = new SimulatedContainer<DeadLetter>("dead-letters", Time, network, Trace, flaws);

        Provider = new PaymentProvider(Time, Chance, Trace);
        Gateway = new SimulatedGateway(Provider, Time, network, Chance, weather, Trace, flaws);
        webhooks = new Webhooks(body => Ask("a webhook", stop => App!.Receiving.Receive(body, "signed", stop)), Time, Chance, Trace);
        Provider.Changed += webhooks.Tell;

        App = new Application(
            this, new SimulatedReports(Payments, network), new SimulatedPayments(Payments, Time, flaws), webhooks,
            captureMode: Chance.Of("Automatic", "Automatic", "Manual"));
        relays = [RelayOf(Orders), RelayOf(Payments)];
        StormLength = Chance.Spread(TimeSpan.FromMinutes(2), TimeSpan.FromDays(1));
        Operator = new Operator(this);
        Buyers.Meet(this);
    }

    public Chance Chance { get; }

    public Timeline Time { get; } = new();

    public Trace Trace { get; }

    public SimulatedBus Bus { get; }

    public Host Host { get; }

    public SimulatedContainer<Order> Orders { get; }

    public SimulatedContainer<Payment> Payments { get; }

    public SimulatedContainer<DeadLetter> DeadLetters { get; }

    public PaymentProvider Provider { get; }

    public SimulatedGateway Gateway { get; }

    public Application App { get; }

    public TimeSpan StormLength { get; }

    public List<Shopper> Shoppers { get; } = [];

    public Operator Operator { get; }

    public int Faults => network.Faults;

    public bool IsQuiet => Bus.Unsettled == 0 && Array.TrueForAll(relays, relay => relay.IsDone);

    public bool Has(Flaw flaw) => flaws.Contains(flaw);

    private Relay RelayOf<T>(SimulatedContainer<T> container) where T : class
    {
        var relay = new Relay(() => container.Changes, container.Feed, () => App.Outbox, Time, Chance, weather, network, flaws)
        {
            IsHostDown = () => Host.IsDown,
        };
        container.Changed += relay.Wake;
        container.SendAtOnce = entry => Bus.Send(
            Messages.Find(entry.Subject)!.Entity, [new BusMessage(entry.Id!, entry.Subject!, entry.OrderId!, entry.Body)], CancellationToken.None);
        return relay;
    }
}
