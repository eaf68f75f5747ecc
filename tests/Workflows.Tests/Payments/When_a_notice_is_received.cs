using Serverless.Contracts;
using Serverless.Workflows.Payments;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Payments;

public class When_a_notice_is_received
{
    private static readonly ProviderEvent Succeeded = new("evt_1", "payment_intent.succeeded", "pi_1", "o-1");

    private readonly MemoryBus bus = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_queued_under_the_providers_own_id_so_that_a_second_one_is_dropped()
    {
        await Receive(new WebhookVerdict.Genuine(Succeeded));
        var (entity, message) = Assert.Single(bus.Sent);
        Assert.Equal((Entities.ProviderEvents, "evt_1", "o-1"), (entity, message.Id, message.CorrelationId));
        Assert.Equal(Succeeded, Messages.Read(message.Subject, message.Body.Span));
    }

    [Fact]
    public async Task What_is_not_the_providers_is_not_queued()
    {
        await Receive(new WebhookVerdict.Refused("signature_invalid", "No."));
        Assert.Empty(bus.Sent);
    }

    [Fact]
    public async Task What_is_about_no_intent_is_not_queued()
    {
        await Receive(new WebhookVerdict.Genuine(null));
        Assert.Empty(bus.Sent);
    }

    [Fact]
    public async Task While_the_bus_is_down_it_is_not_taken()
    {
        bus.IsDown = true;
        await Assert.ThrowsAsync<OutageException>(() => Receive(new WebhookVerdict.Genuine(Succeeded)));
    }

    private Task<WebhookVerdict> Receive(WebhookVerdict verdict) =>
        new ReceivingProviderEvents(new Verifier(verdict), bus).Receive(new byte[1], "signature", Stop);

    private sealed class Verifier(WebhookVerdict verdict) : IWebhookVerifier
    {
        public WebhookVerdict Verify(ReadOnlySpan<byte> body, string? signature) => verdict;
    }
}
