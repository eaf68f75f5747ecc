using System.Diagnostics;
using Serverless.Contracts;
using Serverless.Domain.Payments;

namespace Serverless.Workflows.Payments;

internal static class GatewayRouting
{
    /// <summary>Asks the provider for a pending operation. The same operation is always the same request, in every field.</summary>
    public static Task<GatewayAnswer> Ask(
        this IPaymentGateway gateway, Payment payment, PendingOperation pending, ChargePayment? charge, CancellationToken stop) => pending.Kind switch
        {
            OperationKind.Charge when charge is not null => gateway.Charge(
                new ChargeRequest(
                    pending.Key, payment.Facts.Intent, payment.Order, pending.Amount, Wire.ToPaymentMethod(charge.PaymentMethod), charge.Capture.ToDomain()),
                stop),
            OperationKind.Capture => gateway.Capture(new CaptureRequest(pending.Key, Intent(payment), pending.Amount), stop),
            OperationKind.Void => gateway.Void(new VoidRequest(pending.Key, Intent(payment)), stop),
            OperationKind.Refund => gateway.Refund(
                new RefundRequest(pending.Key, Intent(payment), payment.Order, pending.Number, pending.Amount), stop),
            _ => throw new UnreachableException(),
        };

    private static IntentId Intent(Payment payment) =>
        payment.Facts.Intent ?? throw new InvalidOperationException("Only a charge comes before the intent is known.");
}
