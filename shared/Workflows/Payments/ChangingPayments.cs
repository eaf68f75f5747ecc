using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Payments;

/// <summary>
/// Captures, voids and refunds. The operation is written down before the provider is asked: its key depends on the payment's version, and a
/// record that is read meanwhile can be told from ours. An operation that is in the way is brought to its outcome first, so that a
/// command need not wait for a message that may never come. Who asks for what was done long ago has not heard of it, and is told again.
/// </summary>
internal sealed class ChangingPayments(IPaymentStore payments, IPaymentGateway gateway, TimeProvider clock)
{
    private readonly SettlingOperations operations = new(gateway, clock);

    public async Task<Trouble?> Change(OrderId order, PaymentCommand command, CancellationToken stop)
    {
        for (var lost = 0; lost < Handling.MaxRaces;)
        {
            var stored = await payments.Find(order, stop);
            var before = stored?.State;
            var decision = Payment.Decide(before, command);
            var outcome = decision switch
            {
                Decision<PaymentEvent>.Happens => new Outcome(before.After(decision)),
                _ when before is { Pending: { } pending } && (decision is Decision<PaymentEvent>.Rejected || IsAbout(pending, command)) =>
                    await operations.Settle(before, null, stop),
                Decision<PaymentEvent>.Rejected { Rejection: var no } =>
                    new(null, no.IsTemporary ? new Trouble.TooEarly(no.Reason) : new Trouble.Rejected(no.Reason)),
                _ => new(null, new Trouble.Superseded("The payment has done this before, or has come to its end.")),
            };
            if (outcome is { After: null, Trouble: Trouble.Superseded } && stored is not null)
            {
                if (await payments.Save(stored.State, stored.Version, PaymentMessages.Again(stored.State, null, clock.GetUtcNow()), stop))
                    return outcome.Trouble;
                lost++;
                continue;
            }

            if (outcome.After is not { } after || after == before)
                return outcome.Trouble ?? new Trouble.InDoubt("Another operation of the payment has no outcome yet.");
            if (!await payments.Save(after, stored?.Version, PaymentMessages.About(before, after), stop))
                lost++;
            else if (outcome.Trouble is not null || IsDone(before, after, command))
                return outcome.Trouble;
        }

        return new Trouble.LostRaces();
    }

    // Nothing is left to ask the provider: what was pending was what the command asked for, or the command took effect at once.
    private static bool IsDone(Payment? before, Payment after, PaymentCommand command) =>
        after.Pending is null && (before is not { Pending: { } settled } || IsAbout(settled, command));

    private static bool IsAbout(PendingOperation operation, PaymentCommand command) => (operation.Kind, command) switch
    {
        (OperationKind.Capture, PaymentCommand.Capture) or (OperationKind.Void, PaymentCommand.Void) => true,
        (OperationKind.Refund, PaymentCommand.Refund refund) => operation.Number == refund.Number,
        _ => false,
    };
}
