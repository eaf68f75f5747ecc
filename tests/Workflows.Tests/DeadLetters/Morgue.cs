using System.Text;
using Serverless.Contracts;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.DeadLetters;

/// <summary>Dead letters with their use cases, over simulated ports. Time passes with every act.</summary>
internal sealed class Morgue
{
    public const string Anna = "anna";

    private long sequence;

    public ManualClock Clock { get; } = new();

    public MemoryDeadLetters Letters { get; } = new();

    public MemoryBus Bus { get; } = new();

    public ReadingDeadLetters Reading => new(Letters);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private KeepingDeadLetters Keeping => new(Letters, Clock);

    /// <summary>The one letter that there is.</summary>
    public DeadLetter Letter => Assert.Single(Letters.Store.All);

    /// <summary>What was sent, by id.</summary>
    public IEnumerable<string> Sent => Bus.Sent.Select(sent => sent.Message.Id);

    public DeadMessage Message(string id = "order-1-2", string? subject = nameof(VoidPayment), string order = "1", string reason = "rejected") => new(
        id, ++sequence, subject, order, Encoding.UTF8.GetBytes("""{"schema":1}"""), "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        reason, "It was refused.", 3, Clock.Now.AddMinutes(-1));

    public Task<DeadLetter> Die(string id = "order-1-2", string reason = "rejected", string order = "1") => Die(Message(id, reason: reason, order: order));

    public async Task<DeadLetter> Die(DeadMessage message)
    {
        Pass();
        return await Keeping.Keep(DeadLetterSource.PaymentCommands, message, Stop);
    }

    public Task Fail(OutboxEntry entry) => Keeping.Keep(entry, "There is no such message.", Stop);

    public Task<DeadLetterResult> Replay(string? id = null, long? expected = null)
    {
        Pass();
        return new ReplayingDeadLetters(Letters, Bus, Clock).Replay(id ?? Letter.Id.Value, expected is { } version ? [version] : null, Anna, Stop);
    }

    public async Task<ReplayCounts> ReplayAll(DeadLetterQuery query)
    {
        Pass();
        return Assert.IsType<ReplayAllResult.Done>(await new ReplayingDeadLetters(Letters, Bus, Clock).ReplayAll(query, Anna, Stop)).Counts;
    }

    public async Task<IEnumerable<string>> ReplayAllErrors(DeadLetterQuery query) =>
        Assert.IsType<ReplayAllResult.Invalid>(await new ReplayingDeadLetters(Letters, Bus, Clock).ReplayAll(query, Anna, Stop))
            .Errors.Select(error => $"{error.Pointer}: {error.Code}");

    public Task<DeadLetterResult> Discard(string? reason = "a test order", long? expected = null, string? id = null)
    {
        Pass();
        return new DiscardingDeadLetters(Letters, Clock).Discard(id ?? Letter.Id.Value, new DiscardRequest(reason), expected is { } version ? [version] : null, Anna, Stop);
    }

    private void Pass() => Clock.Now += TimeSpan.FromSeconds(1);
}
