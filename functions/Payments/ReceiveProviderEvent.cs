using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Http;
using Serverless.Workflows.Payments;

namespace Serverless.Functions.Payments;

/// <summary>Anyone may call; the signature tells the provider from others.</summary>
public sealed class ReceiveProviderEvent(ReceivingProviderEvents events)
{
    [Public]
    [Function(nameof(ReceiveProviderEvent))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "payments/webhooks")] HttpRequest http, CancellationToken stop) =>
        await http.ReadRaw(stop) is { } body
            ? (await events.Receive(body, http.Headers["Stripe-Signature"], stop)).ToHttp()
            : RawBody.TooLarge;
}
