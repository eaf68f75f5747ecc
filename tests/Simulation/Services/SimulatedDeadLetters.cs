using Serverless.Workflows.Messaging;

namespace Serverless.Simulation.Services;

/// <summary>What relays could never send.</summary>
internal sealed class SimulatedDeadLetters : IDeadLetters
{
    public List<(OutboxDocument Document, string Reason)> Kept { get; } = [];

    public Task Keep(OutboxDocument document, string reason, CancellationToken stop)
    {
        Kept.Add((document, reason));
        return Task.CompletedTask;
    }
}
