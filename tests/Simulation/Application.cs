using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Contracts;
using Serverless.Simulation.Services;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Payments;
using Serverless.Workflows.Reconciliation;
using Serverless.Workflows.Reports;

namespace Serverless.Simulation;

/// <summary>The real workflows over the simulated services, put together as the functions and their registration do it.</summary>
internal sealed class Application
{
    private readonly Func<RelayingOutbox> outbox;

    public Application(World world, SimulatedReports reports, SimulatedPayments payments, IWebhookVerifier webhooks, string captureMode)
    {
        var (time, bus, gateway) = (world.Time, world.Bus, world.Gateway);
        var orders = new SimulatedOrders(world.Orders);
        var changing = new ChangingOrders(orders);
        Placing = new PlacingOrders(orders, new SimulatedCatalog(), new PaymentSettings { CaptureMode = captureMode }, time);
        Cancelling = new CancellingOrders(changing, time);
        Retrying = new RetryingPayments(changing, time);
        Capturing = new CapturingOrders(changing, time);
        Refunding = new RefundingOrders(changing, time);
        Receiving = new ReceivingProviderEvents(webhooks, bus);
        Expiring = new ExpiringOrders(orders, new OrderSettings(), time);
        Redriving = new Redriving(orders, bus, new ReconcileSettings(), time);
        Reporting = new ComputingReports(reports, reports, payments, gateway, bus, new ReportSettings { Days = 20 }, time);

        var handling = new Handling(new RecoveryLimits(), time);
        world.Host.On(Entities.PaymentCommands, new TakingPayments(payments, gateway, handling, time).Handle);
        world.Host.On(Entities.PaymentEvents, new FollowingPayments(orders, new OrderAlerts(NullLogger<OrderAlerts>.Instance), handling).Handle);
        world.Host.On(Entities.ProviderEvents, new FollowingProvider(payments, new ObservingPayments(payments, gateway, time), handling).Handle);

        var letters = new SimulatedDeadLetters(world.DeadLetters);
        var keeping = new KeepingDeadLetters(letters, time);
        foreach (var (entity, source) in new[]
        {
            (Entities.PaymentCommands, DeadLetterSource.PaymentCommands),
            (Entities.PaymentEvents, DeadLetterSource.PaymentEvents),
            (Entities.ProviderEvents, DeadLetterSource.ProviderEvents),
        })
            world.Host.OnDead(entity, received => keeping.Keep(source, received.ToDead(), CancellationToken.None));
        Replaying = new ReplayingDeadLetters(letters, bus, time);
        outbox = () => new RelayingOutbox(bus, keeping, time);
        Outbox = outbox();
    }

    public PlacingOrders Placing { get; }

    public CancellingOrders Cancelling { get; }

    public RetryingPayments Retrying { get; }

    public CapturingOrders Capturing { get; }

    public RefundingOrders Refunding { get; }

    public ReceivingProviderEvents Receiving { get; }

    public ExpiringOrders Expiring { get; }

    public Redriving Redriving { get; }

    public ComputingReports Reporting { get; }

    public ReplayingDeadLetters Replaying { get; }

    public RelayingOutbox Outbox { get; private set; }

    /// <summary>What it had in memory is gone.</summary>
    public void Restart() => Outbox = outbox();
}
