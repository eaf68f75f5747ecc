using Serverless.Contracts;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Payments;

/// <summary>Follows what orders ask of payments: the messages of the queue <see cref="Entities.PaymentCommands"/>.</summary>
public sealed class TakingPayments(IPaymentStore payments, IPaymentGateway gateway, Handling handling, TimeProvider clock)
{
    private readonly ChargingPayments charging = new(payments, gateway, clock);
    private readonly ChangingPayments changing = new(payments, gateway, clock);
    private readonly ObservingPayments observing = new(payments, gateway, clock);

    /// <summary>Handles a message, and says what to do with it.</summary>
    public Task<Settlement> Handle(Delivery delivery, CancellationToken stop) => handling.Handle(delivery, Follow, stop);

    private Task<Trouble?> Follow(Message message, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return message switch
        {
            ChargePayment charge => charging.Charge(charge, stop),
            CapturePayment m => changing.Change(m.Order(), new PaymentCommand.Capture(m.Amount.ToMoney(), now) { Cause = "capture" }, stop),
            VoidPayment m => changing.Change(m.Order(), new PaymentCommand.Void(m.Order(), m.Amount.ToMoney(), now) { Cause = "void" }, stop),
            RefundPayment m => changing.Change(
                m.Order(), new PaymentCommand.Refund(m.Number, m.Amount.ToMoney(), now) { Cause = $"refund {m.Number}" }, stop),
            ReviewPayment m => observing.Review(m.Order(), m.Reason, stop),
            _ => Task.FromResult<Trouble?>(new Trouble.Malformed($"{Messages.SubjectOf(message)} is not handled here.")),
        };
    }
}
