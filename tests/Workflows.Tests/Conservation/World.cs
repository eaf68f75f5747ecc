using Serverless.Contracts;
using Serverless.Domain;
using Serverless.Domain.Catalog;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Payments;

namespace Serverless.Workflows.Tests.Conservation;

/// <summary>One order, its payment, the provider, and all messages between them, in any order, any number of times.</summary>
internal sealed class World
{
    private static readonly CustomerId Alice = CustomerId.Parse("alice");
    private static readonly PaymentMethod Visa = PaymentMethod.Parse("pm_card_visa");
    private static readonly Currency Eur = Currency.Parse("EUR");

    private readonly List<Message> waiting = [];
    private readonly Script chance;
    private DateTimeOffset now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private int requests;

    public World(Script chance, CaptureMode mode)
    {
        this.chance = chance;
        Bank = new Bank(chance, mode);
        var mug = new OrderLine(Sku.Parse("MUG"), "Mug", 4, new Money(1000, Eur));
        Ask(new OrderCommand.Place(new Purchase(
            OrderId.For(Alice, IdempotencyKey.Parse("cart-1")), Alice, [mug], Visa, mode, Fingerprint.Of([(mug.Sku, 4)], Visa), now)));
    }

    private enum Fate
    {
        Served,
        Unreachable,
        Crash,
        RequestLost,
        AnswerLost,
    }

    public Bank Bank { get; }

    public Order? Order { get; private set; }

    public Payment? Payment { get; private set; }

    public IReadOnlyList<Message> Waiting => waiting;

    /// <summary>Something happens.</summary>
    public void Step()
    {
        now += TimeSpan.FromSeconds(1);
        switch (chance.Next(16))
        {
            case 0:
                Ask(new OrderCommand.Cancel(now));
                break;
            case 1:
                Ask(new OrderCommand.Expire(now));
                break;
            case 2:
                Ask(new OrderCommand.Refund(NextKey(), new Money(1 + chance.Next(5) * 999, Eur), now));
                break;
            case 3:
                Ask(new OrderCommand.RetryPayment(NextKey(), Visa, now));
                break;
            case 4:
                Ask(new OrderCommand.Capture(new Money(1 + chance.Next(5) * 999, Eur), now));
                break;
            case 5:
                Bank.Live(chance.Next(3));
                break;
            case 6:
                Observe();
                break;
            default:
                if (waiting.Count > 0)
                    Deliver(waiting[chance.Next(waiting.Count)], (Fate)chance.Next(5), isLast: chance.Next(3) > 0);
                break;
        }
    }

    /// <summary>Everything that is under way arrives, until nothing moves any more.</summary>
    public void Settle()
    {
        for (var round = 0; round < 50; round++)
        {
            now += TimeSpan.FromMinutes(1);
            foreach (var message in waiting.ToList())
                Deliver(message, Fate.Served, isLast: true);
            Bank.MakeUpItsMind();
            Observe();
        }
    }

    private IdempotencyKey NextKey() => IdempotencyKey.Parse($"request-{++requests}");

    private void Observe()
    {
        if (Payment is not null && Bank.Read(now) is { } read)
            Save(After(Payment, read));
    }

    private bool Ask(OrderCommand command)
    {
        var decision = Order.Decide(Order, command);
        if (decision is Decision<OrderEvent>.Happens happens)
        {
            (Order, var outgoing) = happens.Follow(Order, Cause.Customer);
            waiting.AddRange(outgoing.Select(message => message.Body));
        }

        return decision is not Decision<OrderEvent>.Rejected;
    }

    private void Deliver(Message message, Fate fate, bool isLast)
    {
        var isDone = message switch
        {
            PaymentChanged changed => FollowingPayments.CommandFor(changed, Order) is not { } command || Ask(command),
            OrderChanged => true,
            _ => Handle(message, fate),
        };
        if (isDone && isLast)
            waiting.Remove(message);
    }

    private bool Handle(Message message, Fate fate)
    {
        if (Payment.Decide(Payment, CommandOf(message)) is Decision<PaymentEvent>.Rejected)
            return false;

        var begun = After(Payment, CommandOf(message));
        if (begun.Pending is not { } operation || !IsAbout(operation, message))
        {
            if (begun == Payment && message is not ChargePayment)
                waiting.AddRange(PaymentMessages.Again(begun, null, now).Select(again => again.Body));
            Save(begun);
            return true;
        }

        // Only a charge is asked before it is written: a webhook that reads the intent of an unwritten refund would count it twice.
        if (operation.Kind != OperationKind.Charge)
            Save(begun);
        if (fate == Fate.Unreachable)
            return false;
        if (fate == Fate.RequestLost)
            return Lose(begun);
        var answer = Bank.Do(operation, now);
        if (fate == Fate.AnswerLost)
            return Lose(begun);
        if (fate == Fate.Crash)
            return false;

        var after = After(begun, answer);
        Save(after.Pending?.Key == operation.Key ? After(after, new PaymentCommand.Refuse(PaymentFailure.ProviderError, now)) : after);
        return true;
    }

    private bool Lose(Payment begun)
    {
        Save(After(begun, new PaymentCommand.LoseAnswer(Doubt.AnswerLost, now)));
        return false;
    }

    private void Save(Payment after)
    {
        waiting.AddRange(PaymentMessages.About(Payment, after).Select(message => message.Body));
        Payment = after;
    }

    private PaymentCommand CommandOf(Message message) => message switch
    {
        ChargePayment m => new PaymentCommand.Charge(m.Order(), m.Attempt, m.Amount.ToMoney(), m.RequestedAt, now),
        CapturePayment m => new PaymentCommand.Capture(m.Amount.ToMoney(), now),
        VoidPayment m => new PaymentCommand.Void(m.Order(), m.Amount.ToMoney(), now),
        RefundPayment m => new PaymentCommand.Refund(m.Number, m.Amount.ToMoney(), now),
        _ => throw new NotSupportedException(),
    };

    private static bool IsAbout(PendingOperation operation, Message message) => (operation.Kind, message) switch
    {
        (OperationKind.Charge, ChargePayment m) => operation.Number == m.Attempt,
        (OperationKind.Capture, CapturePayment) or (OperationKind.Void, VoidPayment) => true,
        (OperationKind.Refund, RefundPayment m) => operation.Number == m.Number,
        _ => false,
    };

    private static Payment After(Payment? payment, PaymentCommand command) => Payment.Decide(payment, command) switch
    {
        Decision<PaymentEvent>.Happens happens => happens.Events.Aggregate(payment, Payment.Apply)!,
        _ => payment!,
    };
}
