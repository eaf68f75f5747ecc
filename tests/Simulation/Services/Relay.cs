using Serverless.Simulation.Engine;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;

namespace Serverless.Simulation.Services;

/// <summary>
/// The trigger of a relay function: reads the change feed from its checkpoint, and moves the checkpoint after the batch was relayed.
/// A batch that fails comes again, forever; so does one whose process died.
/// </summary>
internal sealed class Relay(
    Func<IReadOnlyList<OutboxDocument>> feed, RelayingOutbox outbox, Timeline time, Chance chance, Weather weather, Network network, IReadOnlySet<Flaw> flaws)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private int checkpoint;
    private int holder;
    private bool isBusy;

    public Func<bool> IsHostDown { get; set; } = () => false;

    public bool IsDone => checkpoint == feed().Count;

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
        _ = Relaying(lease, [.. feed().Skip(checkpoint).Take(chance.Of(1, 3, 100))]);
    }

    private async Task Relaying(int lease, OutboxDocument[] batch)
    {
        try
        {
            if (flaws.Contains(Flaw.CheckpointBeforeRelay))
                checkpoint += batch.Length;
            await outbox.Relay(batch, CancellationToken.None);
            if (await network.Reach("checkpoint", () => MoveOn(lease, batch.Length)) != Reply.Done)
                throw new OutageException("The lease was not written.");
        }
        catch (OutageException)
        {
            if (flaws.Contains(Flaw.RelayGivesUp))
                MoveOn(lease, batch.Length);
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
