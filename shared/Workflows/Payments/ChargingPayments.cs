using Serverless.Contracts;
using Serverless.Domain;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Payments;

/// <summary>
/// Charges. The provider is asked before anything is written, with a key that derives from the order and the attempt: whoever crashes in
/// between finds the same answer again. Only what is in doubt is written down before it has an outcome.
/// </summary>
internal sealed class ChargingPayments(IPaymentStore payments, IPaymentGateway gateway, TimeProvider clock)
{
    private static readonly TimeSpan LongestPatience = TimeSpan.FromHours(1);

    private readonly SettlingOperations operations = new(gateway, clock);

    public async Task<Trouble?> Charge(ChargePayment message, CancellationToken stop)
    {
        var command = new PaymentCommand.Charge(
            message.Order(), message.Attempt, message.Amount.ToMoney(), message.RequestedAt, clock.GetUtcNow())
        { Cause = $"charge {message.Attempt}" };
        for (var race = 0; race < Handling.MaxRaces; race++)
        {
            var stored = await payments.Find(command.Order, stop);
            var before = stored?.State;
            var decision = Payment.Decide(before, command);
            var outcome = decision switch
            {
                Decision<PaymentEvent>.Rejected when before is { Pending: not null } => await operations.Settle(before, null, stop),
                Decision<PaymentEvent>.Rejected { Rejection: var no } =>
                    new(null, no.IsTemporary ? new Trouble.TooEarly(no.Reason) : new Trouble.Rejected(no.Reason)),
                _ => await Attempt(before.After(decision), command, message, stop),
            };
            if (outcome.After is not { } after || after == before)
                return outcome.Trouble ?? new Trouble.TooEarly("Another operation of the payment has to come first.");
            if (await payments.Save(after, stored?.Version, PaymentMessages.About(before, after), stop)
                && !outcome.IsAnnouncement && (outcome.Trouble is not null || decision is not Decision<PaymentEvent>.Rejected))
                return outcome.Trouble;
        }

        return new Trouble.LostRaces();
    }

    private async Task<Outcome> Attempt(Payment begun, PaymentCommand.Charge command, ChargePayment message, CancellationToken stop) => begun switch
    {
        { Pending: { Kind: OperationKind.Charge } charge } when charge.Number == message.Attempt => await operations.Settle(begun, message, stop),
        Payment.Voided { Facts.Intent: null } voided when voided.Facts.Attempt < message.Attempt => await MakeSure(voided, command, stop),
        _ => new(null, new Trouble.Superseded("The attempt has its outcome, or nothing may be charged any more.")),
    };

    // A void that found nothing may have overtaken a handler that charged and crashed before it wrote.
    private async Task<Outcome> MakeSure(Payment.Voided payment, PaymentCommand.Charge charge, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return await gateway.Find(new IntentQuery(charge.Order, charge.Amount, null, charge.RequestedAt), stop) switch
        {
            IntentLookup.Unavailable no => new(null, new Trouble.Unavailable(no.Reason, no.RetryAfter)),
            IntentLookup.Found { Intent: { Status: IntentStatus.RequiresPaymentMethod or IntentStatus.RequiresAction } open } =>
                await Close(payment, open, charge, stop),
            IntentLookup.Found found => Overtaken(payment, found.Intent, charge),
            _ when now - payment.Facts.ChangedAt < PendingOperation.ProofOfAbsence =>
                new(null, new Trouble.InDoubt("The void may have overtaken the charge.")),
            _ => new(null, new Trouble.Superseded("The payment was voided before it was charged.")),
        };
    }

    // Left open, the customer could still approve it. The provider replays a refusal, so that each status has a key of its own.
    private async Task<Outcome> Close(Payment.Voided payment, Intent open, PaymentCommand.Charge charge, CancellationToken stop) =>
        await gateway.Void(new VoidRequest($"void/{charge.Order}/{charge.Attempt}/{open.Status}", open.Id), stop) switch
        {
            GatewayAnswer.Answered answer => Overtaken(payment, answer.Intent, charge),
            GatewayAnswer.Unavailable no => new(null, new Trouble.Unavailable(no.Reason, no.RetryAfter)),
            var other => new(null, new Trouble.InDoubt($"What the overtaken charge began may still be open: {other}.")),
        };

    private Outcome Overtaken(Payment.Voided payment, Intent intent, PaymentCommand.Charge charge) => new(
        payment.After(new PaymentCommand.ObserveIntent(intent, IsAnswer: false, clock.GetUtcNow()) { Cause = charge.Cause }),
        intent.Status is IntentStatus.Succeeded or IntentStatus.RequiresCapture or IntentStatus.Canceled
            ? new Trouble.Superseded("The void overtook the charge, whose outcome is known now.")
            : new Trouble.InDoubt("The void overtook the charge, which has no outcome yet.", Patience(payment)));

    // A bank may take days: after as long again as it has taken so far, and each hour. The tries last for two weeks then.
    private TimeSpan Patience(Payment payment) =>
        clock.GetUtcNow() - payment.Facts.ChangedAt is var waited && waited < LongestPatience ? waited : LongestPatience;
}
