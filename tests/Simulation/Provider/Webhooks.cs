using System.Text.Json;
using Serverless.Contracts;
using Serverless.Simulation.Engine;
using Serverless.Workflows.Payments;

namespace Serverless.Simulation.Provider;

/// <summary>
/// The provider tells what happened: late, twice, out of order, or never. What is not answered with 200 it tells again.
/// </summary>
internal sealed class Webhooks(Func<byte[], Task<WebhookVerdict?>> endpoint, Timeline time, Chance chance, Trace trace) : IWebhookVerifier
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    private readonly TimeSpan latest = chance.Of(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), TimeSpan.FromDays(1));
    private readonly int lost = chance.Of(0, 0, 0, 300, 1000);
    private int events;

    /// <summary>Whether some never come: then only a comparison of the books finds what they told.</summary>
    public bool AreUnreliable => lost > 0;

    public void Tell(ProviderIntent intent, string kind)
    {
        if (chance.PerMille(lost))
            return;
        var happened = new ProviderEvent($"evt_{++events}", kind, intent.Id, chance.Of(intent.Order, intent.Order, null));
        for (var times = chance.Of(1, 1, 2); times > 0; times--)
            time.After(chance.Spread(TimeSpan.FromMilliseconds(10), latest), () => _ = Post(happened));
    }

    /// <summary>Signatures are tested elsewhere: here every notice is the provider's.</summary>
    public WebhookVerdict Verify(ReadOnlySpan<byte> body, string? signature) =>
        new WebhookVerdict.Genuine(JsonSerializer.Deserialize<ProviderEvent>(body));

    // An endpoint that dies answers nothing, and that is no 200 either.
    private async Task Post(ProviderEvent happened)
    {
        trace.Write($"webhook {happened.EventId} {happened.Kind} of {happened.IntentId}");
        var isTaken = false;
        time.After(Again, () =>
        {
            if (!isTaken)
                _ = Post(happened);
        });
        isTaken = await endpoint(JsonSerializer.SerializeToUtf8Bytes(happened)) is not null;
    }
}
