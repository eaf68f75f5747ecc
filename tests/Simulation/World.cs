using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Contracts;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Simulation.Engine;
using Serverless.Simulation.People;
using Serverless.Simulation.Provider;
using Serverless.Simulation.Services;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Payments;
using Serverless.Workflows.Reconciliation;
using Serverless.Workflows.Reports;

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
        Orders = new SimulatedContainer<Order>("orders", Time, network, Trace, flaws);
        Payments = new SimulatedContainer<Payment>("payments", Time, network, Trace, flaws);
        DeadLetters = new SimulatedContainer<DeadLetter>("dead-letters", Time, network, Trace, flaws);
        Provider = new PaymentProvider(Time, Chance, Trace);
        Gateway = new SimulatedGateway(Provider, Time, network, Chance, weather, Trace, flaws);

        var orders = new SimulatedOrders(Orders);
        var payments = new SimulatedPayments(Payments, Time, flaws);
        var handling = new Handling(new RecoveryLimits(), Time);
        var changing = new ChangingOrders(orders);
        var settings = new PaymentSettings { CaptureMode = Chance.Of("Automatic", "Automatic", "Manual") };
        Placing = new PlacingOrders(orders, new SimulatedCatalog(), settings, Time);
        Cancelling = new CancellingOrders(changing, Time);
        Retrying = new RetryingPayments(changing, Time);
        Capturing = new CapturingOrders(changing, Time);
        Refunding = new RefundingOrders(changing, Time);
        Expiring = new ExpiringOrders(orders, new OrderSettings(), Time);
        var reports = new SimulatedReports(Payments, network);
        Reporting = new ComputingReports(reports, reports, payments, Gateway, Bus, new ReportOptions { Days = 20 }, Time);
        Redriving = new Redriving(orders, Bus, new ReconcileSettings(), Time);
        Host.On(Entities.PaymentCommands, new TakingPayments(payments, Gateway, handling, Time).Handle);
        Host.On(Entities.PaymentEvents, new FollowingPayments(orders, new OrderAlerts(NullLogger<OrderAlerts>.Instance), handling).Handle);
        Host.On(Entities.ProviderEvents, new FollowingProvider(payments, new ObservingPayments(payments, Gateway, Time), handling).Handle);
        ReceivingProviderEvents? receiving = null;
        webhooks = new Webhooks(body => Ask("a webhook", stop => receiving!.Receive(body, "signed", stop)), Time, Chance, Trace);
        receiving = new ReceivingProviderEvents(webhooks, Bus);

        var letters = new SimulatedDeadLetters(DeadLetters);
        var keeping = new KeepingDeadLetters(letters, Time);
        Host.OnDead(Entities.PaymentCommands, received => keeping.Keep(DeadLetterSource.PaymentCommands, received.ToDead(), CancellationToken.None));
        Host.OnDead(Entities.PaymentEvents, received => keeping.Keep(DeadLetterSource.PaymentEvents, received.ToDead(), CancellationToken.None));
        Host.OnDead(Entities.ProviderEvents, received => keeping.Keep(DeadLetterSource.ProviderEvents, received.ToDead(), CancellationToken.None));
        Replaying = new ReplayingDeadLetters(letters, Bus, Time);
        Bus.Deliver = received => _ = Host.Receive(received);
        Bus.IsHostDown = () => Host.IsDown;

        var outbox = new RelayingOutbox(Bus, keeping);
        relays = [RelayOf(Orders, outbox), RelayOf(Payments, outbox)];
        StormLength = Chance.Spread(TimeSpan.FromMinutes(2), TimeSpan.FromDays(1));
        Operator = new Operator(this);
        Buyers.Meet(this);
        Provider.Changed += webhooks.Tell;
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

    public PlacingOrders Placing { get; }

    public CancellingOrders Cancelling { get; }

    public RetryingPayments Retrying { get; }

    public CapturingOrders Capturing { get; }

    public RefundingOrders Refunding { get; }

    public ExpiringOrders Expiring { get; }

    public Redriving Redriving { get; }

    public ComputingReports Reporting { get; }

    public ReplayingDeadLetters Replaying { get; }

    public TimeSpan StormLength { get; }

    public List<Shopper> Shoppers { get; } = [];

    public Operator Operator { get; }

    public int Faults => network.Faults;

    public bool Has(Flaw flaw) => flaws.Contains(flaw);

    public bool IsQuiet => Bus.Unsettled == 0 && Array.TrueForAll(relays, relay => relay.IsDone);

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
