using Serverless.Contracts;
using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Payments;

namespace Serverless.Workflows.Tests.Simulated;

/// <summary>One payment of 40.00 EUR and its provider, asked by message as an order would, or as the provider tells.</summary>
internal sealed class PaymentDesk
{
    private static readonly CustomerId Alice = CustomerId.Parse("alice");
    private static readonly Amount Price = new(4000, "EUR");

    private readonly MemoryPayments payments = new();
    private readonly MemoryBus bus = new();
    private readonly TakingPayments taking;
    private readonly FollowingProvider following;
    private CaptureMode mode;
    private int sent;

    public PaymentDesk(CaptureMode mode = CaptureMode.Automatic)
    {
        this.mode = mode;
        var handling = new Handling(new RecoveryLimits(), Clock);
        taking = new TakingPayments(payments, Provider, handling, Clock);
        following = new FollowingProvider(payments, new ObservingPayments(payments, Provider, Clock), handling);
    }

    public ManualClock Clock { get; } = new();

    public SimulatedProvider Provider { get; } = new();

    public OrderId Order { get; } = OrderId.For(Alice, IdempotencyKey.Parse("cart-1"));

    public MemoryStore<Payment> Store => payments.Store;

    public Payment Payment => Assert.Single(Store.All);

    public SimulatedIntent Intent => Provider.Intent;

    /// <summary>What the order was told.</summary>
    public List<PaymentChanged> Reports { get; } = [];

    public PaymentChanged LastReport => Reports[^1];

    public List<Settlement.DeadLetter> DeadLetters { get; } = [];

    public List<Settlement.Discard> Discards { get; } = [];

    public Task Authorize()
    {
        mode = CaptureMode.Manual;
        return Charge("pm_card_visa");
    }

    public Task Charge(string method, int attempt = 1, TimeSpan? patience = null) => Send(Charging(method, attempt), patience);

    public ChargePayment Charging(string method, int attempt = 1) =>
        new(Order.Value, attempt, Price, method, mode == CaptureMode.Manual ? Serverless.Contracts.Capture.Manual : Serverless.Contracts.Capture.Automatic, Clock.Now);

    public Task Capture(long amount) => Send(new CapturePayment(Order.Value, Price with { MinorUnits = amount }));

    public Task Void() => Send(new VoidPayment(Order.Value, Price));

    public Task Refund(int number, long amount) => Send(new RefundPayment(Order.Value, number, Price with { MinorUnits = amount }));

    public Task Review() => Send(new ReviewPayment(Order.Value, "The order stands still."));

    /// <summary>The provider sends a notice about the intent.</summary>
    public Task Tell(string kind) => Send(new ProviderEvent($"evt_{sent}", kind, Intent.Id.Value, Order.Value));

    /// <summary>What is scheduled never comes.</summary>
    public void LoseMessages() => bus.TakeDue(DateTimeOffset.MaxValue);

    public Task Send(Message message, TimeSpan? patience = null)
    {
        var body = new BusMessage($"message-{++sent}", Messages.SubjectOf(message), Order.Value, Messages.Write(message));
        bus.Schedule(Clock.Now, Messages.Find(body.Subject)!.Entity, body);
        return Settle(patience);
    }

    /// <summary>Delivers what is due, and waits for what is scheduled.</summary>
    public async Task Settle(TimeSpan? patience = null)
    {
        var until = Clock.Now + (patience ?? TimeSpan.FromDays(1));
        while (bus.NextDue is { } next && next <= until)
        {
            Clock.Now = next > Clock.Now ? next : Clock.Now;
            foreach (var (entity, message) in bus.TakeDue(Clock.Now))
                await Deliver(entity, message);
        }
    }

    private async Task Deliver(string entity, BusMessage message)
    {
        var delivery = new Delivery(message.Id, message.Subject, message.Body);
        var stop = TestContext.Current.CancellationToken;
        var settlement = await (entity == Entities.ProviderEvents ? following.Handle(delivery, stop) : taking.Handle(delivery, stop));
        Reports.AddRange(Store.TakeOutbox().Select(outgoing => outgoing.Body).OfType<PaymentChanged>());
        switch (settlement)
        {
            case Settlement.RetryLater later:
                bus.Schedule(later.At, entity, message with { Id = later.CopyId });
                break;
            case Settlement.DeadLetter dead:
                DeadLetters.Add(dead);
                break;
            case Settlement.Discard discard:
                Discards.Add(discard);
                break;
        }
    }
}
