using Serverless.Contracts;
using Serverless.Domain;
using Serverless.Domain.Payments;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Payments;

namespace Serverless.Workflows.Tests.Simulated;

/// <summary>The whole flow over simulated ports. Nothing moves by itself: <see cref="Settle"/> runs until nothing is left to do.</summary>
internal sealed class Shop
{
    public static readonly CustomerId Alice = CustomerId.Parse("alice");
    public static readonly Actor Otto = new(CustomerId.Parse("otto"), IsOperator: true);

    private readonly ChangingOrders changing;
    private readonly PlacingOrders placing;
    private readonly FollowingProvider provider;
    private readonly TakingPayments taking;
    private readonly FollowingPayments following;
    private readonly RelayingOutbox relay;
    private int told;

    public Shop(CaptureMode mode = CaptureMode.Automatic)
    {
        Catalog.Sell("MUG", 1500);
        Catalog.Sell("TEA", 1000);
        Catalog.Sell("PEN", 200, "USD");
        var handling = new Handling(new RecoveryLimits(), Clock);
        placing = new PlacingOrders(Orders, Catalog, new PaymentSettings { CaptureMode = mode.ToString() }, Clock);
        changing = new ChangingOrders(Orders);
        provider = new FollowingProvider(Payments, new ObservingPayments(Payments, Provider, Clock), handling);
        taking = new TakingPayments(Payments, Provider, handling, Clock);
        following = new FollowingPayments(Orders, new OrderAlerts(Alarm), handling);
        relay = new RelayingOutbox(Bus, new KeepingDeadLetters(Letters, Clock), Clock);
    }

    public ManualClock Clock { get; } = new();

    public MemoryOrders Orders { get; } = new();

    public MemoryPayments Payments { get; } = new();

    public MemoryCatalog Catalog { get; } = new();

    public MemoryBus Bus { get; } = new();

    public MemoryDeadLetters Letters { get; } = new();

    public SimulatedProvider Provider { get; } = new();

    /// <summary>What operators were called for.</summary>
    public Alarm Alarm { get; } = new();

    /// <summary>Every message is delivered this often.</summary>
    public int Deliveries { get; set; } = 1;

    public List<Settlement.DeadLetter> DeadLetters { get; } = [];

    public List<Settlement.RetryLater> Retries { get; } = [];

    public List<Settlement.Discard> Discards { get; } = [];

    public Task<PlaceOrderResult> Place(PlaceOrderRequest request, string key = "cart-1") =>
        placing.Place(Alice, IdempotencyKey.Parse(key), request, TestContext.Current.CancellationToken);

    /// <summary>Two mugs and a tea: 40.00 EUR.</summary>
    public Task<PlaceOrderResult> Place(string method = "pm_card_visa", string key = "cart-1") =>
        Place(new PlaceOrderRequest([new PlaceOrderLine("MUG", 2), new PlaceOrderLine("TEA", 1)], method), key);

    public Task<ChangeOrderResult> Cancel(Actor? actor = null, params long[]? expected) => new CancellingOrders(changing, Clock)
        .Cancel(actor ?? new Actor(Alice), Order.Id, expected is [_, ..] ? expected : null, TestContext.Current.CancellationToken);

    public Task<ChangeOrderResult> Refund(long? amount, string key = "refund-1") => new RefundingOrders(changing, Clock)
        .Refund(Otto, Order.Id, IdempotencyKey.Parse(key), new RefundOrderRequest(amount), null, TestContext.Current.CancellationToken);

    public Task<ChangeOrderResult> Capture(long? amount = null) => new CapturingOrders(changing, Clock)
        .Capture(Otto, Order.Id, new CaptureOrderRequest(amount), null, TestContext.Current.CancellationToken);

    public Task<ChangeOrderResult> Retry(string method = "pm_card_visa", string key = "retry-1") => new RetryingPayments(changing, Clock)
        .Retry(Alice, Order.Id, IdempotencyKey.Parse(key), new RetryPaymentRequest(method), null, TestContext.Current.CancellationToken);

    public Task<int> Expire() => new ExpiringOrders(Orders, new OrderSettings(), Clock).Expire(TestContext.Current.CancellationToken);

    /// <summary>The provider sends a notice about the one payment.</summary>
    public Task Tell(string kind) => Deliver(Entities.ProviderEvents, new BusMessage(
        $"event-{++told}", nameof(ProviderEvent), Order.Id, Messages.Write(new ProviderEvent($"evt_{told}", kind, Provider.Intent.Id.Value, Order.Id))));

    /// <summary>The names of what happened to the one order.</summary>
    public IEnumerable<string> Happened => Assert.Single(Orders.Store.All).Facts.History.Select(entry => entry.Event);

    /// <summary>The one order, as the customer sees it now.</summary>
    public OrderView Order => OrderView.Of(Assert.Single(Orders.Store.All));

    /// <summary>The one order's payment is voided by somebody who saw no charge.</summary>
    public void VoidUnseen()
    {
        var (id, total) = Orders.Store.All.Select(order => (order.Id, order.Facts.Purchase.Total)).Single();
        Payments.Store.Put(id.Value, Payment.Apply(null, new PaymentEvent.Voided(id, total, Clock.Now)));
    }

    /// <summary>Relays, delivers and waits for what is scheduled, until nothing is left.</summary>
    public async Task Settle(TimeSpan? patience = null)
    {
        var until = Clock.Now + (patience ?? TimeSpan.FromDays(2));
        while (true)
        {
            await Relay();
            var due = Bus.TakeDue(Clock.Now);
            foreach (var (entity, message) in due)
                for (var delivery = 0; delivery < Deliveries; delivery++)
                    await Deliver(entity, message);

            if (due.Count > 0)
                continue;
            if (Bus.NextDue is not { } next || next > until)
                return;
            Clock.Now = next;
        }
    }

    /// <summary>Sends what the stores wrote to their outboxes.</summary>
    public Task Relay() => relay.Relay(
        [new AggregateChange(null, OutboxEntry.After(null, [.. Orders.Store.TakeOutbox(), .. Payments.Store.TakeOutbox()], Clock.Now))],
        TestContext.Current.CancellationToken);

    public async Task Deliver(string entity, BusMessage message)
    {
        var settlement = await Handle(entity, new Delivery(message.Id, message.Subject, message.Body));
        switch (settlement)
        {
            case Settlement.RetryLater later:
                Assert.NotEqual(message.Id, later.CopyId);
                Retries.Add(later);
                Bus.Schedule(later.At, entity, message with { Id = later.CopyId });
                break;
            case Settlement.DeadLetter dead:
                DeadLetters.Add(dead);
                break;
            case Settlement.Discard discard:
                Discards.Add(discard);
                break;
        }
    }

    private Task<Settlement> Handle(string entity, Delivery delivery) => entity switch
    {
        Entities.PaymentCommands => taking.Handle(delivery, TestContext.Current.CancellationToken),
        Entities.ProviderEvents => provider.Handle(delivery, TestContext.Current.CancellationToken),
        Entities.PaymentEvents => following.Handle(delivery, TestContext.Current.CancellationToken),
        _ => Task.FromResult<Settlement>(new Settlement.Complete()),
    };
}
