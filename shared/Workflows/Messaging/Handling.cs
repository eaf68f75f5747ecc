using System.Diagnostics;
using Serverless.Contracts;

namespace Serverless.Workflows.Messaging;

/// <summary>Reads a message, has it handled, and lets <see cref="Recovery"/> decide what comes of trouble.</summary>
public sealed class Handling(RecoveryLimits limits, TimeProvider clock)
{
    /// <summary>How often a handler reloads and decides again when others write first, before it waits.</summary>
    public const int MaxRaces = 5;

    private static readonly ActivitySource Source = new("Serverless.Messaging");

    internal async Task<Settlement> Handle(
        Delivery delivery, Func<Message, CancellationToken, Task<Trouble?>> handle, CancellationToken stop)
    {
        using var trace = Continue(delivery);
        var trouble = await Try(delivery, handle, stop);
        return trouble is null ? new Settlement.Complete() : Recovery.Settle(trouble, delivery.MessageId, limits, clock.GetUtcNow());
    }

    // A host that reports its invocations has taken up the sender's trace before. Without one, this is where it goes on.
    private static Activity? Continue(Delivery delivery)
    {
        if (!ActivityContext.TryParse(delivery.TraceParent, null, isRemote: true, out var sender) || Activity.Current?.TraceId == sender.TraceId)
            return null;
        var name = $"process {delivery.Subject ?? "message"}";
        return Source.StartActivity(name, ActivityKind.Consumer, sender)
            ?? new Activity(name).SetParentId(sender.TraceId, sender.SpanId, sender.TraceFlags).Start();
    }

    private static async Task<Trouble?> Try(
        Delivery delivery, Func<Message, CancellationToken, Task<Trouble?>> handle, CancellationToken stop)
    {
        try
        {
            return await handle(Messages.Read(delivery.Subject, delivery.Body.Span), stop);
        }
        catch (NewerMessageException newer)
        {
            return new Trouble.TooEarly(newer.Message);
        }
        catch (MalformedMessageException malformed)
        {
            return new Trouble.Malformed(malformed.Message);
        }
        catch (OutageException outage)
        {
            return new Trouble.Outage(outage);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            return new Trouble.Fault(fault);
        }
    }
}
