using Serverless.Contracts;
using Serverless.Simulation.Engine;
using Serverless.Workflows;
using Serverless.Workflows.Messaging;

namespace Serverless.Simulation.Services;

/// <summary>
/// What the functions do around the workflows: receive, have the message handled, settle it as was decided. The glue of
/// <c>functions/Messaging</c>, over the simulated bus.
/// </summary>
internal sealed class Host(SimulatedBus bus, Timeline time, Trace trace, IReadOnlySet<Flaw> flaws)
{
    private readonly Dictionary<string, Func<Received, Task<Settlement>>> handlers = [];
    private readonly Dictionary<(string Entity, string Id), Settlement> decided = [];

    private long reports;

    /// <summary>Exceptions that were no outage: bugs.</summary>
    public List<string> Bugs { get; } = [];

    /// <summary>Until when the whole application is down.</summary>
    public DateTimeOffset DownUntil { get; set; }

    public bool IsDown => time.Now < DownUntil;

    public void On(string entity, Func<Delivery, CancellationToken, Task<Settlement>> handle) => handlers.Add(
        entity, received => handle(new Delivery(received.Message.Id, received.Message.Subject, Body(received.Message)), CancellationToken.None));

    /// <summary>Has what was dead-lettered kept, and completed after that.</summary>
    public void OnDead(string entity, Func<Received, Task> keep) => handlers.Add(entity + Entities.DeadLetters, async received =>
    {
        await keep(received);
        return new Settlement.Complete();
    });

    public async Task Receive(Received received)
    {
        try
        {
            trace.Write($"{received.Entity} delivers {received.Message.Id} {received.Message.Subject}, delivery {received.Queued.Deliveries}");
            if (flaws.Contains(Flaw.SettledBeforeHandled))
                await bus.Complete(received);
            var settlement = await handlers[received.Entity](received);
            Note(received, settlement);
            await Settle(received, settlement);
        }
        catch (OutageException)
        {
            // The official host abandons what its function threw over.
            bus.Abandon(received);
        }
        catch (Exception bug)
        {
            Bugs.Add(bug.ToString());
        }
    }

    /// <summary>The messages that arrived and came to no end: not handled, or to be tried again and never copied, or not to be found.</summary>
    public IEnumerable<string> Lost() =>
        from message in bus.Arrived
        where !bus.Dead.Contains(message) && decided.GetValueOrDefault(message) switch
        {
            null or Settlement.DeadLetter => true,
            Settlement.RetryLater later => later.CopyId == message.Id || !bus.HasSeen(message.Entity, later.CopyId),
            _ => false,
        }
        select message.Id;

    // A message that was done stays done, also when it comes again and is put off.
    private void Note(Received received, Settlement settlement)
    {
        if (settlement.Cause is { } cause and not OutageException)
            Bugs.Add(cause.ToString());
        var message = (received.Entity, received.Message.Id);
        if (decided.GetValueOrDefault(message) is not (Settlement.Complete or Settlement.Discard))
            decided[message] = settlement;
    }

    private Task Settle(Received received, Settlement settlement)
    {
        trace.Write($"  {received.Message.Id}: {Describe.Settlement(settlement)}");
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

    private ReadOnlyMemory<byte> Body(BusMessage message) => flaws.Count == 0 ? message.Body : Messages.Read(message.Subject, message.Body.Span) switch
    {
        ChargePayment charge when flaws.Contains(Flaw.KeyThoughtImmortal) => Messages.Write(charge with { RequestedAt = time.Now }),
        PaymentChanged report when flaws.Contains(Flaw.OldReportsApplied) => Messages.Write(report with { Version = 1_000 + ++reports }),
        _ => message.Body,
    };
}
