using System.Globalization;
using Microsoft.Extensions.Options;
using Serverless.Domain;
using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>The payment gateway over Stripe's HTTP API: one PaymentIntent for each order, and its refunds.</summary>
internal sealed class StripeGateway(StripeClient stripe, StripeRecords records, IOptions<PaymentProviderOptions> options) : IPaymentGateway
{
    public Task<GatewayAnswer> Charge(ChargeRequest request, CancellationToken stop) => request.Intent is { } intent
        ? Post($"{StripePath.Of(intent)}/confirm", request.Key, Confirmation(request), stop)
        : Post(StripePath.Intents, request.Key, Creation(request), stop);

    public Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken stop) =>
        Post($"{StripePath.Of(request.Intent)}/capture", request.Key, [new("amount_to_capture", Digits(request.Amount))], stop);

    public Task<GatewayAnswer> Void(VoidRequest request, CancellationToken stop) =>
        Post($"{StripePath.Of(request.Intent)}/cancel", request.Key, [new("cancellation_reason", "requested_by_customer")], stop);

    public async Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken stop) => StripeVerdict.OfRefund(await stripe.Post(
        StripePath.Refunds,
        request.Key,
        [
            new("payment_intent", request.Intent.Value),
            new("amount", Digits(request.Amount)),
            new("metadata[order]", request.Order.Value),
            new("metadata[refund]", request.Number.ToString(CultureInfo.InvariantCulture)),
        ],
        StripeJson.Default.StripeRefund,
        stop));

    public Task<IntentLookup> Find(IntentQuery query, CancellationToken stop) => records.Find(query, stop);

    public Task<RecordLookup> Read(IntentId intent, CancellationToken stop) => records.Read(intent, stop);

    public Task<IntentListing> List(IntentWindow window, CancellationToken stop) => records.List(window, stop);

    private List<KeyValuePair<string, string>> Creation(ChargeRequest request) =>
    [
        new("amount", Digits(request.Amount)),
        new("currency", request.Amount.Currency.Code.ToLowerInvariant()),
        new("capture_method", request.CaptureMode == CaptureMode.Manual ? "manual" : "automatic"),
        new("automatic_payment_methods[enabled]", "true"),
        new("metadata[order]", request.Order.Value),
        new("confirm", "true"),
        .. Confirmation(request),
    ];

    private List<KeyValuePair<string, string>> Confirmation(ChargeRequest request) =>
    [
        new("payment_method", request.Method.Value),
        new("return_url", options.Value.ReturnUrl),
    ];

    private async Task<GatewayAnswer> Post(string path, string key, List<KeyValuePair<string, string>> form, CancellationToken stop) =>
        StripeVerdict.OfIntent(await stripe.Post(path, key, form, StripeJson.Default.StripeIntent, stop));

    private static string Digits(Money amount) => amount.MinorUnits.ToString(CultureInfo.InvariantCulture);
}
