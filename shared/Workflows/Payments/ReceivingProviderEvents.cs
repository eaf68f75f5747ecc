using Serverless.Contracts;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Payments;

/// <summary>
/// Takes the provider's notices and puts them on the queue <see cref="Entities.ProviderEvents"/>, where the bus drops those that it has
/// seen: the provider repeats a notice under the same id until it is answered.
/// </summary>
public sealed class ReceivingProviderEvents(IWebhookVerifier webhooks, IMessageBus bus)
{
    /// <summary>Throws <see cref="OutageException"/> while the bus is out: then the provider should send it again.</summary>
    public async Task<WebhookVerdict> Receive(ReadOnlyMemory<byte> body, string? signature, CancellationToken stop)
    {
        var verdict = webhooks.Verify(body.Span, signature);
        if (verdict is WebhookVerdict.Genuine { Event: { } notice })
        {
            await bus.Send(
                Entities.ProviderEvents,
                [new BusMessage(notice.EventId, Messages.SubjectOf(notice), notice.OrderId ?? notice.IntentId, Messages.Write(notice))],
                stop);
        }

        return verdict;
    }
}
