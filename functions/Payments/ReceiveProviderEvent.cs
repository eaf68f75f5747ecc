using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Timeouts;
using Serverless.Workflows.Payments;

namespace Serverless.Functions.Payments;

/// <summary>Anyone may call; the signature tells the provider from others. Its notices come in bursts and are never too many: a late one is money seen late.</summary>
public sealed partial class ReceiveProviderEvent(ReceivingProviderEvents events, ILogger<ReceiveProviderEvent> log)
{
    [Public]
    [DisableRateLimiting]
    [Function(nameof(ReceiveProviderEvent))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "payments/webhooks")] HttpRequest http)
    {
        if (await http.ReadRaw(http.Stop()) is not { } body)
        {
            return RawBody.TooLarge;
        }
        var verdict = await events.Receive(body, http.Headers["Stripe-Signature"], http.Stop());
        if (verdict is WebhookVerdict.Refused refused)
        {
            NoticeRefused(log, refused.Code);
        }
        return verdict.ToHttp();
    }

    [LoggerMessage(3011, LogLevel.Warning, "A notice that says to be the payment provider's was refused: {Code}")]
    private static partial void NoticeRefused(ILogger log, string code);
}
