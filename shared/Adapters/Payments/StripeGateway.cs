using System.Globalization;
using Microsoft.Extensions.Options;
using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;

namespace Serverless.Adapters.Payments;

/// <summary>The payment gateway over Stripe's HTTP API: PaymentIntents, one for each order.</summary>
internal sealed class StripeGateway(StripeClient stripe, IOptions<PaymentProviderOptions> options) : IPaymentGateway
{
    // The provider's clock may be behind ours.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public async Task<GatewayAnswer> Charge(ChargeRequest request, CancellationToken stop)
    {
        var path = request.Intent is { } intent ? $"v1/payment_intents/{Uri.EscapeDataString(intent.Value)}/confirm" : "v1/payment_intents";
        var form = request.Intent is null ? Creation(request) : Confirmation(request);
        return StripeVerdict.OfCharge(await stripe.Post(path, request.Key, form, StripeJson.Default.StripeIntent, stop));
    }

    public Task<IntentLookup> Find(IntentQuery query, CancellationToken stop) =>
        query.Intent is { } intent ? Read(intent, stop) : Search(query, stop);

    private List<KeyValuePair<string, string>> Creation(ChargeRequest request) =>
    [
        new("amount", request.Amount.MinorUnits.ToString(CultureInfo.InvariantCulture)),
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

    private async Task<IntentLookup> Read(IntentId intent, CancellationToken stop) => StripeVerdict.OfRead(await stripe.Get(
        $"v1/payment_intents/{Uri.EscapeDataString(intent.Value)}?expand[]=latest_charge", StripeJson.Default.StripeIntent, stop));

    private async Task<IntentLookup> Search(IntentQuery query, CancellationToken stop)
    {
        var from = (query.CreatedAfter - ClockSkew).ToUnixTimeSeconds();
        for (var after = ""; ;)
        {
            var answer = await stripe.Get(
                $"v1/payment_intents?limit=100&created[gte]={from}&expand[]=data.latest_charge{after}", StripeJson.Default.StripeIntentList, stop);
            if (answer is not StripeAnswer<StripeIntentList>.Success { Body: var page })
            {
                return StripeVerdict.Unavailable(answer);
            }
            if (page.Data.FirstOrDefault(intent => intent.Metadata?.GetValueOrDefault("order") == query.Order.Value) is { } match)
            {
                return StripeVerdict.OfRead(new StripeAnswer<StripeIntent>.Success(match));
            }
            if (!page.HasMore || page.Data.Count == 0)
            {
                return new IntentLookup.Absent();
            }
            after = $"&starting_after={Uri.EscapeDataString(page.Data[^1].Id)}";
        }
    }
}
