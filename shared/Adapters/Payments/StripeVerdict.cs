using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>What an answer of the provider means for a payment: the one place that tells done from refused from in doubt.</summary>
internal static class StripeVerdict
{
    public static GatewayAnswer OfIntent(StripeAnswer<StripeIntent> answer) => answer switch
    {
        StripeAnswer<StripeIntent>.Success(var intent) => Answered(intent),
        StripeAnswer<StripeIntent>.Refused refused => OfRefusal(refused),
        _ => WithoutAnswer(answer),
    };

    public static GatewayAnswer OfRefund(StripeAnswer<StripeRefund> answer) => answer switch
    {
        StripeAnswer<StripeRefund>.Success(var refund) => refund.ToDomain() is { } known
            ? new GatewayAnswer.AnsweredRefund(known)
            : new GatewayAnswer.Unknown(Doubt.ServerError, $"A refund with the status {refund.Status} in {refund.Currency} is not known here."),
        StripeAnswer<StripeRefund>.Refused refused => OfRefusal(refused),
        _ => WithoutAnswer(answer),
    };

    private static GatewayAnswer OfRefusal<T>(StripeAnswer<T>.Refused refused) => refused switch
    {
        // A declined card, or an intent that is already where this request would have brought it: the intent itself tells.
        { Error: { Type: "card_error", PaymentIntent: { } intent } error } => Answered(intent, because: error),
        { Error: { Code: "payment_intent_unexpected_state", PaymentIntent: { } intent } } => Answered(intent),

        // The same key is being served: its answer will be ours. Or the intent is locked by another request.
        { Status: 409 } or { Status: 429 } => new GatewayAnswer.Unavailable(refused.Reason, refused.RetryAfter),

        // Our key is refused, or something on the way answered in the provider's place: nothing happened, and somebody must look.
        { Status: 401 or 403 } or { Error.Type: null } => new GatewayAnswer.Unavailable(refused.Reason, refused.RetryAfter),

        // The key was used for another request, and that one may have been done: only the records can tell.
        { Error.Type: "idempotency_error" } => new GatewayAnswer.Unknown(Doubt.ServerError, refused.Reason),

        _ => new GatewayAnswer.Refused(refused.Error.ToFailure()),
    };

    private static GatewayAnswer WithoutAnswer<T>(StripeAnswer<T> answer) => answer switch
    {
        StripeAnswer<T>.NotSent no => new GatewayAnswer.Unavailable(no.Reason, no.RetryAfter),
        StripeAnswer<T>.Lost(var reason) => new GatewayAnswer.Unknown(Doubt.AnswerLost, reason),
        StripeAnswer<T>.ServerError(var status) => new GatewayAnswer.Unknown(Doubt.ServerError, $"HTTP {status}"),
        _ => throw new NotSupportedException(answer.GetType().Name),
    };

    private static GatewayAnswer Answered(StripeIntent intent, StripeError? because = null) =>
        !intent.TryToDomain(out var known) ? new GatewayAnswer.Unknown(Doubt.ServerError, intent.NotUnderstood())
        : because is null ? new GatewayAnswer.Answered(known)
        : new GatewayAnswer.Answered(known with { LastError = because.ToFailure() });

    public static string NotUnderstood(this StripeIntent intent) => $"An intent with the status {intent.Status} in {intent.Currency} is not known here.";
}
