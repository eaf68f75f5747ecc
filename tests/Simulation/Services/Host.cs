using Serverless.Contracts;
using Serverless.Simulation.Engine;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;

namespace Serverless.Simulation.Services;

/// <summary>
/// What the functions do around the workflows: receive, have the message handled, settle it as was decided. The glue of
/// <c>functions/Messaging/Settle.cs</c>, over the simulated bus.
/// </summary>
internal sealed class Host(SimulatedBus bus, Timeline time, Trace trace, IReadOnlySet<Flaw> flaws)
{
    private readonly Dictionary<string, Func<Delivery, CancellationToken, Task<Settlement>>> handlers = [];

    /// <summary>Exceptions that were no outage: bugs.</summary>
    public List<string> Bugs { get; } = [];

    /// <summary>Until when the whole application is down.</summary>
    public DateTimeOffset DownUntil { get; set; }

    public bool IsDown => time.Now < DownUntil;

    public void On(string entity, Func<Delivery, CancellationToken, Task<Settlement>> handle) => handlers.Add(entity, handle);

    public async Task Receive(Received received)
    {
        try
        {
            trace.Write($"{received.Entity} delivers {received.Message.Id} {received.Message.Subject}, delivery {received.Queued.Deliveries}");
            if (flaws.Contains(Flaw.SettledBeforeHandled))
                await bus.Complete(received);
            var settlement = await handlers[received.Entity](
                new Delivery(received.Message.Id, received.Message.Subject, Body(received.Message)), CancellationToken.None);
            Watch(settlement);
            await Settle(received, settlement);
        }
        catch (OutageException)
        {
            // The official host abandons what its function threw over.
            bus.Abandon(received);
        }
    }

    private Task Settle(Received received, Settlement settlement)
    {
        trace.Write($"  {received.Message.Id}: {settlement}");
        return settlement switch
        {
            Settlement.RetryLater later => Copy(received, later),
            _ when flaws.Contains(Flaw.SettledBeforeHandled) => Task.CompletedTask,
            Settlement.DeadLetter when flaws.Contains(Flaw.DeadLettersDropped) => bus.Complete(received),
            Settlement.DeadLetter dead => bus.DeadLetter(received, dead.Reason, dead.Description),
            _ => bus.Complete(received),
        };
    }

    // First the copy, then the end of the original: a crash between the two is a duplicate.
    private async Task Copy(Received received, Settlement.RetryLater later)
    {
        var copy = received.Message with { Id = flaws.Contains(Flaw.CopiesKeepTheirId) ? received.Message.Id : later.CopyId };
        if (flaws.Contains(Flaw.CompletedBeforeCopied))
            await bus.Complete(received);
        await bus.Schedule(received.Entity, copy, later.At);
        if (!flaws.Contains(Flaw.CompletedBeforeCopied) && !flaws.Contains(Flaw.SettledBeforeHandled))
            await bus.Complete(received);
    }

    private ReadOnlyMemory<byte> Body(BusMessage message) =>
        flaws.Contains(Flaw.KeyThoughtImmortal) && Messages.Read(message.Subject, message.Body.Span) is ChargePayment charge
            ? Messages.Write(charge with { RequestedAt = time.Now })
            : message.Body;

    private void Watch(Settlement settlement)
    {
        if (settlement.Cause is { } cause and not OutageException)
            Bugs.Add(cause.ToString());
    }
}
