using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;

namespace Serverless.Workflows.Tests.Simulated;

/// <summary>What the provider knows of one payment, and what it, its customers and its staff do with it.</summary>
internal sealed class SimulatedIntent(string id, OrderId order, Money amount, CaptureMode mode, List<Money> taken)
{
    private static readonly PaymentFailure BankClosed = new("expired_or_canceled_card", null, "The bank did not take the refund.");
    private readonly Money nothing = Money.Zero(amount.Currency);

    public IntentId Id { get; } = new(id);

    public IntentStatus Status { get; private set; } = IntentStatus.RequiresPaymentMethod;

    public Money Received { get; private set; } = Money.Zero(amount.Currency);

    public List<PaymentRefund> Refunds { get; } = [];

    public List<Dispute> Disputes { get; } = [];

    /// <summary>The status of refunds when they are made.</summary>
    public PaymentRefundStatus RefundsBegin { get; set; } = PaymentRefundStatus.Succeeded;

    /// <summary>What was taken and did not go back.</summary>
    public Money Kept => Refunds.Where(refund => refund.Status != PaymentRefundStatus.Failed).Aggregate(Received, (rest, refund) => rest - refund.Amount);

    public ProviderRecord Record => new(Current, order, [.. Refunds], [.. Disputes]);

    private PaymentFailure? LastError { get; set; }

    private Intent Current => new(
        Id,
        Status,
        Status == IntentStatus.RequiresCapture ? amount : nothing,
        Received,
        Received - Kept,
        LastError,
        Status == IntentStatus.RequiresAction ? new NextAction("redirect_to_url", "https://bank.example/3ds") : null);

    public GatewayAnswer Confirm(string method)
    {
        if (Status is IntentStatus.RequiresPaymentMethod or IntentStatus.RequiresAction)
        {
            LastError = null;
            switch (method)
            {
                case "pm_card_visa_chargeDeclined":
                    Decline();
                    break;
                case "pm_card_threeDSecureRequired":
                    Status = IntentStatus.RequiresAction;
                    break;
                case "pm_sim_slow":
                    Status = IntentStatus.Processing;
                    break;
                default:
                    Approve();
                    break;
            }
        }

        return new GatewayAnswer.Answered(Current);
    }

    /// <summary>The customer passes 3-D Secure, or the bank decides.</summary>
    public void Approve()
    {
        Status = mode == CaptureMode.Manual ? IntentStatus.RequiresCapture : IntentStatus.Succeeded;
        if (Status == IntentStatus.Succeeded)
            Take(amount);
    }

    /// <summary>The customer fails 3-D Secure, or the bank decides.</summary>
    public void Decline() => (Status, LastError) = (IntentStatus.RequiresPaymentMethod, SimulatedProvider.Declined);

    /// <summary>The authorization lapses, or somebody closes it in the dashboard.</summary>
    public void Lapse() => Status = IntentStatus.Canceled;

    public GatewayAnswer Capture(Money part)
    {
        if (Status == IntentStatus.RequiresCapture)
        {
            Status = IntentStatus.Succeeded;
            Take(part);
        }

        return new GatewayAnswer.Answered(Current);
    }

    public GatewayAnswer Cancel()
    {
        if (Status is not (IntentStatus.Processing or IntentStatus.Succeeded))
            Status = IntentStatus.Canceled;
        return new GatewayAnswer.Answered(Current);
    }

    /// <summary>Gives back: for us, or without a number in the dashboard.</summary>
    public GatewayAnswer Refund(int? number, Money part)
    {
        if (part > Kept)
            return new GatewayAnswer.Refused(new PaymentFailure("charge_already_refunded", null, "It was refunded already."));
        Refunds.Add(new PaymentRefund($"re_{Refunds.Count + 1}", number, part, RefundsBegin));
        return new GatewayAnswer.AnsweredRefund(Refunds[^1]);
    }

    /// <summary>A refund comes to its end, or to another one.</summary>
    public void Settle(int index, PaymentRefundStatus status) => Refunds[index] =
        Refunds[index] with { Status = status, Failure = status == PaymentRefundStatus.Failed ? BankClosed : null };

    private void Take(Money part)
    {
        Received = part;
        taken.Add(part);
    }
}
