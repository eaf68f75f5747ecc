using Serverless.Simulation.Engine;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;

namespace Serverless.Simulation.Services;

/// <summary>
/// The trigger of a relay function: reads the change feed from its checkpoint, and moves the checkpoint after the batch was relayed.
/// A batch that fails comes again, forever; so does one whose process died.
/// </summary>
internal sealed class Relay(
    Func<int> changes, Func<int, int, IReadOnlyList<AggregateChange>> feed, Func<RelayingOutbox> outbox,
    Timeline time, Chance chance, Weather weather, Network network, IReadOnlySet<Flaw> flaws)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private int checkpoint;
    private int holder;
    private bool isBusy;

    public Func<bool> IsHostDown { get; set; } = () => false;

    public bool IsDone => checkpoint == changes();

    public void Wake()
    {
        if (isBusy || IsDone)
            return;
        isBusy = true;
        time.After(weather.Latency(), Read);
    }

    private void Read()
    {
        if (IsHostDown())
        {
            time.After(Lease, Read);
            return;
        }

        var lease = ++holder;
        time.After(Lease, () =>
        {
            // Whoever held the lease is gone, or too slow.
            if (holder == lease && isBusy)
                Read();
        });
        _ = Relaying(lease, feed(checkpoint, chance.Of(1, 3, 100)));
    }

    private async Task Relaying(int lease, IReadOnlyList<AggregateChange> batch)
    {
        try
        {
            if (flaws.Contains(Flaw.CheckpointBeforeRelay))
                checkpoint += batch.Count;
            await outbox().Relay(batch, CancellationToken.None);
            if (await network.Reach("checkpoint", () => MoveOn(lease, batch.Count)) != Reply.Done)
                throw new OutageException("The lease was not written.");
        }
        catch (OutageException)
        {
            if (flaws.Contains(Flaw.RelayGivesUp))
                MoveOn(lease, batch.Count);
            else if (holder == lease)
                time.After(RetryAfter, Read);
        }
    }

    private void MoveOn(int lease, int relayed)
    {
        if (holder != lease)
            return;
        holder++;
        if (!flaws.Contains(Flaw.CheckpointBeforeRelay))
            checkpoint += relayed;
        isBusy = false;
        Wake();
    }
}
