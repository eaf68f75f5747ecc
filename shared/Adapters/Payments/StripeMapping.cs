using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>From the provider's words to the domain's. What a newer version of the provider may say, and is not known, is null.</summary>
internal static class StripeMapping
{
    /// <summary>False for a status or a currency that is not known.</summary>
    public static bool TryToDomain(this StripeIntent intent, [NotNullWhen(true)] out Intent? known)
    {
        known = Status(intent.Status) is { } status && Currency(intent.Currency) is { } currency
            ? new Intent(
                new IntentId(intent.Id),
                status,
                new Money(intent.AmountCapturable, currency),
                new Money(intent.AmountReceived, currency),
                new Money(intent.LatestCharge?.GivenBack ?? 0, currency),
                intent.LastPaymentError?.ToFailure(),
                intent.NextAction is { } next ? new NextAction(next.Type, next.RedirectToUrl?.Url) : null)
            : null;
        return known is not null;
    }

    /// <summary>The order that an intent pays, or null when it is none of ours.</summary>
    public static OrderId? Order(this StripeIntent intent) =>
        OrderId.TryParse(intent.Metadata?.GetValueOrDefault("order"), out var order) ? order : null;

    public static PaymentRefund? ToDomain(this StripeRefund refund)
    {
        PaymentRefundStatus? status = refund.Status switch
        {
            "pending" or "requires_action" => PaymentRefundStatus.Pending,
            "succeeded" => PaymentRefundStatus.Succeeded,
            "failed" or "canceled" => PaymentRefundStatus.Failed,
            _ => null,
        };
        int? number = int.TryParse(refund.Metadata?.GetValueOrDefault("refund"), NumberStyles.None, CultureInfo.InvariantCulture, out var ours) ? ours : null;
        return status is { } known && Currency(refund.Currency) is { } currency
            ? new PaymentRefund(refund.Id, number, new Money(refund.Amount, currency), known, known == PaymentRefundStatus.Failed ? Failure(refund) : null)
            : null;
    }

    public static Dispute? ToDomain(this StripeDispute dispute)
    {
        DisputeStatus? status = dispute.Status switch
        {
            "warning_needs_response" or "warning_under_review" => DisputeStatus.Inquiry,
            "needs_response" or "under_review" => DisputeStatus.Open,
            "won" or "warning_closed" or "prevented" => DisputeStatus.Won,
            "lost" => DisputeStatus.Lost,
            _ => null,
        };
        return status is { } known && Currency(dispute.Currency) is { } currency
            ? new Dispute(dispute.Id, new Money(dispute.Amount, currency), known, dispute.Reason)
            : null;
    }

    public static PaymentFailure ToFailure(this StripeError error) => new(
        error.Code ?? error.Type ?? "provider_refused", error.DeclineCode, error.Message ?? "The payment provider refused the payment.");

    private static PaymentFailure Failure(StripeRefund refund) => refund.Status == "canceled"
        ? new("refund_canceled", null, "The refund was canceled.")
        : new(refund.FailureReason ?? "unknown", null, "The bank did not take the refund.");

    private static Currency? Currency(string code) =>
        Domain.Currency.TryParse(code.ToUpperInvariant(), out var currency) ? currency : null;

    private static IntentStatus? Status(string status) => status switch
    {
        "requires_payment_method" or "requires_confirmation" => IntentStatus.RequiresPaymentMethod,
        "requires_action" => IntentStatus.RequiresAction,
        "processing" => IntentStatus.Processing,
        "requires_capture" => IntentStatus.RequiresCapture,
        "succeeded" => IntentStatus.Succeeded,
        "canceled" => IntentStatus.Canceled,
        _ => null,
    };
}
