using Serverless.Contracts;
using Serverless.Simulation.Engine;
using Serverless.Workflows;
using Serverless.Workflows.DeadLetters;
using Serverless.Workflows.Messaging;

namespace Serverless.Simulation.Services;

/// <summary>
/// Service Bus: at least once, in no order, scheduled messages, peek-lock with a delivery count, duplicate detection for ten minutes,
/// dead letters.
/// </summary>
internal sealed class SimulatedBus(Timeline time, Network network, Chance chance, Weather weather, Trace trace) : IMessageBus
{
    private const int MaxDeliveries = 10;
    private static readonly TimeSpan DuplicateDetection = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Lock = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLock = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(string Entity, string Id), DateTimeOffset> seen = [];

    private long number;

    /// <summary>Who receives: the host. Nothing is delivered while it is down.</summary>
    public Action<Received>? Deliver { get; set; }

    public Func<bool> IsHostDown { get; set; } = () => false;

    /// <summary>How many messages are not settled yet.</summary>
    public int Unsettled { get; private set; }

    /// <summary>What was sent to topics that nobody here listens to, by message id.</summary>
    public Dictionary<string, BusMessage> Published { get; } = [];

    /// <summary>What was ever dead-lettered.</summary>
    public HashSet<(string Entity, string Id)> Dead { get; } = [];

    /// <summary>Every message that arrived for somebody here.</summary>
    public IEnumerable<(string Entity, string Id)> Arrived => seen.Keys.Where(message => message.Entity != Entities.OrderEvents);

    /// <summary>Whether this message ever arrived.</summary>
    public bool HasSeen(string entity, string id) => seen.ContainsKey((entity, id));

    public async Task Send(string entity, IReadOnlyList<BusMessage> messages, CancellationToken stop)
    {
        var reply = await network.Reach($"send {entity}", () =>
        {
            foreach (var message in messages)
                Accept(entity, message, time.Now);
        });
        if (reply != Reply.Done)
            throw new OutageException("The bus did not accept.");
    }

    /// <summary>Sends a copy to be delivered later.</summary>
    public async Task Schedule(string entity, BusMessage message, DateTimeOffset due)
    {
        if (await network.Reach($"schedule {message.Id} for {entity}", () => Accept(entity, message, due)) != Reply.Done)
            throw new OutageException("The bus did not accept.");
    }

    /// <summary>Completes, unless the lock was lost.</summary>
    public Task Complete(Received received) => Settle("complete", received, Finish);

    /// <summary>Dead-letters, unless the lock was lost.</summary>
    public Task DeadLetter(Received received, string reason, string description) => Settle("dead-letter", received, queued => Bury(queued, reason, description));

    /// <summary>Gives back at once what its receiver failed to settle.</summary>
    public void Abandon(Received received)
    {
        if (received.Queued.Lock == received.LockToken && !received.Queued.IsSettled)
            MakeAvailable(received.Queued);
    }

    public void Accept(string entity, BusMessage message, DateTimeOffset due)
    {
        if (seen.TryGetValue((entity, message.Id), out var at) && time.Now - at < (entity == Entities.ProviderEvents ? TimeSpan.FromDays(1) : DuplicateDetection))
        {
            trace.Write($"    {entity}: {message.Id} is a duplicate");
            return;
        }

        seen[(entity, message.Id)] = time.Now;
        if (entity == Entities.OrderEvents)
        {
            Published[message.Id] = message;
            return;
        }

        trace.Write($"    {entity}: {message.Id} {message.Subject} accepted{(due > time.Now ? $" for {due - Timeline.Start:d\\.hh\\:mm\\:ss}" : "")}");
        Unsettled++;
        var queued = new Queued(entity, message, ++number, time.Now);
        time.At(due, () => MakeAvailable(queued));
    }

    private void MakeAvailable(Queued queued)
    {
        queued.Lock++;
        time.After(weather.Latency(), () => Offer(queued));
    }

    private void Offer(Queued queued)
    {
        if (queued.IsSettled)
            return;
        if (IsHostDown())
        {
            time.After(TimeSpan.FromMinutes(1), () => Offer(queued));
            return;
        }

        if (queued.Deliveries == MaxDeliveries && queued.Death is null)
        {
            Bury(queued, "MaxDeliveryCountExceeded", "Delivered ten times, and never settled.");
            return;
        }

        queued.Deliveries++;
        var received = new Received(queued, ++queued.Lock);
        var held = weather.IsOver ? LongestLock
            : chance.PerMille(weather.LostLocks) ? chance.Between(TimeSpan.FromMilliseconds(5), Lock)
            : chance.Of(Lock, LongestLock);
        time.After(held, () => Abandon(received));
        Deliver!(received);
    }

    private void Finish(Queued queued)
    {
        queued.IsSettled = true;
        Unsettled--;
    }

    private void Bury(Queued queued, string reason, string description)
    {
        Finish(queued);
        Dead.Add((queued.Entity, queued.Message.Id));
        trace.Write($"    {queued.Entity}: {queued.Message.Id} is dead-lettered, {reason}: {description}");
        Unsettled++;
        MakeAvailable(new Queued(queued.Entity + Entities.DeadLetters, queued.Message, ++number, time.Now) { Death = (reason, description) });
    }

    private async Task Settle(string how, Received received, Action<Queued> settle)
    {
        var isLocked = false;
        var reply = await network.Reach($"{how} {received.Message.Id}", () =>
        {
            isLocked = received.Queued.Lock == received.LockToken && !received.Queued.IsSettled;
            if (!isLocked)
                return;
            settle(received.Queued);
            if (!weather.IsOver && chance.PerMille(weather.Duplicates))
                Again(received.Queued);
        });
        if (reply != Reply.Done || !isLocked)
            throw new OutageException($"{received.Message.Id} was not settled.");
    }

    // At least once: what was completed may come again, for example from a broker that failed over.
    private void Again(Queued queued)
    {
        Unsettled++;
        var again = new Queued(queued.Entity, queued.Message, queued.Number, queued.EnqueuedAt) { Death = queued.Death };
        time.After(chance.Spread(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)), () => MakeAvailable(again));
    }

    internal sealed class Queued(string entity, BusMessage message, long number, DateTimeOffset enqueuedAt)
    {
        public long Number => number;

        public DateTimeOffset EnqueuedAt => enqueuedAt;

        /// <summary>Why it was dead-lettered, for a message of a dead-letter queue.</summary>
        public (string Reason, string Description)? Death { get; init; }

        public string Entity => entity;

        public BusMessage Message => message;

        public int Deliveries { get; set; }

        public int Lock { get; set; }

        public bool IsSettled { get; set; }
    }
}

/// <summary>A delivery, and the lock that it came with.</summary>
internal sealed record Received(SimulatedBus.Queued Queued, int LockToken)
{
    public string Entity => Queued.Entity;

    public BusMessage Message => Queued.Message;

    /// <summary>As a function on a dead-letter queue sees it.</summary>
    public DeadMessage ToDead() => new(
        Message.Id, Queued.Number, Message.Subject, Message.CorrelationId, Message.Body, Message.TraceParent,
        Queued.Death?.Reason, Queued.Death?.Description, Queued.Deliveries, Queued.EnqueuedAt);
}
