using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>What an answer of the provider means for a payment: the one place that tells charged from refused from in doubt.</summary>
internal static class StripeVerdict
{
    public static GatewayAnswer OfCharge(StripeAnswer<StripeIntent> answer) => answer switch
    {
        StripeAnswer<StripeIntent>.Success(var intent) => Answered(intent),
        StripeAnswer<StripeIntent>.Refused refused => OfRefusal(refused),
        StripeAnswer<StripeIntent>.NotSent(var reason) => new GatewayAnswer.Unavailable(reason),
        StripeAnswer<StripeIntent>.Lost(var reason) => new GatewayAnswer.Unknown(Doubt.AnswerLost, reason),
        StripeAnswer<StripeIntent>.ServerError(var status) => new GatewayAnswer.Unknown(Doubt.ServerError, $"HTTP {status}"),
        _ => throw new NotSupportedException(answer.GetType().Name),
    };

    public static IntentLookup OfRead(StripeAnswer<StripeIntent> answer) => answer switch
    {
        StripeAnswer<StripeIntent>.Success(var intent) =>
            intent.TryToDomain(out var known) ? new IntentLookup.Found(known) : new IntentLookup.Unavailable(NotUnderstood(intent)),
        StripeAnswer<StripeIntent>.Refused { Status: 404, Error.Code: "resource_missing" } => new IntentLookup.Absent(),
        _ => Unavailable(answer),
    };

    public static IntentLookup.Unavailable Unavailable<T>(StripeAnswer<T> answer) => answer switch
    {
        StripeAnswer<T>.Refused refused => new($"HTTP {refused.Status}: {refused.Error.Code}", refused.RetryAfter),
        StripeAnswer<T>.NotSent(var reason) => new(reason),
        StripeAnswer<T>.Lost(var reason) => new(reason),
        StripeAnswer<T>.ServerError(var status) => new($"HTTP {status}"),
        _ => throw new NotSupportedException(answer.GetType().Name),
    };

    private static GatewayAnswer OfRefusal(StripeAnswer<StripeIntent>.Refused refused) => refused switch
    {
        // A declined card, or an intent that is already where this request would have brought it: the intent itself tells.
        { Error: { Type: "card_error", PaymentIntent: { } intent } error } => Answered(intent, because: error),
        { Error: { Code: "payment_intent_unexpected_state", PaymentIntent: { } intent } } => Answered(intent),

        // The same key is being served: its answer will be ours.
        { Status: 409 } or { Status: 429 } => new GatewayAnswer.Unavailable(Reason(refused), refused.RetryAfter),

        // Our key is refused, or something on the way answered in the provider's place: nothing happened, and somebody must look.
        { Status: 401 or 403 } or { Error.Type: null } => new GatewayAnswer.Unavailable(Reason(refused), refused.RetryAfter),

        // The key was used for another request, and that one may have charged: only the records can tell.
        { Error.Type: "idempotency_error" } => new GatewayAnswer.Unknown(Doubt.ServerError, Reason(refused)),

        _ => new GatewayAnswer.Refused(refused.Error.ToFailure()),
    };

    private static GatewayAnswer Answered(StripeIntent intent, StripeError? because = null) =>
        !intent.TryToDomain(out var known) ? new GatewayAnswer.Unknown(Doubt.ServerError, NotUnderstood(intent))
        : because is null ? new GatewayAnswer.Answered(known)
        : new GatewayAnswer.Answered(known with { LastError = because.ToFailure() });

    private static string Reason(StripeAnswer<StripeIntent>.Refused refused) => $"HTTP {refused.Status}: {refused.Error.Code ?? refused.Error.Message}";

    private static string NotUnderstood(StripeIntent intent) => $"An intent with the status {intent.Status} in {intent.Currency} is not known here.";
}
