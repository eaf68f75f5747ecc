using Serverless.Embedded.ServiceBus.Storage;

namespace Serverless.Embedded.ServiceBus.Entities;

/// <summary>
/// What is sent to: a queue, or a topic with its subscriptions. Of each message, every backlog behind it gets a copy.
/// </summary>
/// <param name="path">The name of the queue or topic.</param>
/// <param name="numbers">Numbers the messages; for a queue they are those of its backlog.</param>
/// <param name="backlogs">The queue's own, or one for each subscription.</param>
/// <param name="timeToLive">The longest time that a message may live.</param>
/// <param name="seen">Finds duplicates; null when they are not looked for.</param>
/// <param name="engine">What the entities of a broker share.</param>
internal sealed partial class Destination(
    string path,
    SequenceNumbers numbers,
    IReadOnlyList<Backlog> backlogs,
    TimeSpan timeToLive,
    SeenIds? seen,
    Engine engine) : IDestination
{
    private readonly Schedule _schedule = new();

    public string Path => path;

    public SequenceNumbers Numbers => numbers;

    public SeenIds? Seen => seen;

    public async Task<long[]> Send(IReadOnlyList<OutgoingMessage> messages)
    {
        var size = messages.Sum(message => (long)message.Size);
        if (size > MessageLimits.LargestMessage)
        {
            throw Failures.TooLarge(path, size);
        }
        var sending = new Sending(messages.Count);
        Task stored;
        lock (engine.Gate)
        {
            var now = engine.Agenda.Now;
            foreach (var message in messages)
            {
                Accept(message, sending, now);
            }
            stored = Store(sending);
        }
        await stored;
        foreach (var first in sending.FirstOfDuplicates)
        {
            await first;
        }
        return sending.Numbers;
    }

    private void Accept(OutgoingMessage message, Sending sending, long now)
    {
        if (seen is not null && message.HasOwnId)
        {
            var id = SeenIds.Hash(message.Data.MessageId!);
            if (!seen.Add(id, now))
            {
                sending.AddDuplicate(numbers.Next(), seen.OnItsWay(id));
                return;
            }
            sending.Ids.Add(id);
        }
        var dueAt = message.Data.ScheduledEnqueueTime.UtcTicks;
        if (dueAt > now)
        {
            var sequence = numbers.Next();
            var row = new MessageRow(numbers.KeyOf(sequence), RowState.Scheduled, 0, now, dueAt, sequence, message.Encoded.Length);
            sending.AddScheduled(sequence, row, message.Encoded);
        }
        else
        {
            sending.AddNumber(Distribute(message.Data, message.Encoded, now, sending.Arrivals));
        }
    }

    private long Distribute(MessageData data, byte[] encoded, long now, List<Arrival> arrivals)
    {
        var lives = data.TimeToLive < timeToLive ? data.TimeToLive : timeToLive;
        if (backlogs is [var only] && ReferenceEquals(only.Numbers, numbers))
        {
            var message = only.Arrival(data, encoded.Length, lives, now, enqueuedSequence: null);
            arrivals.Add(new Arrival(only, message, encoded));
            return message.Sequence;
        }
        var sequence = numbers.Next();
        foreach (var backlog in backlogs)
        {
            arrivals.Add(new Arrival(backlog, backlog.Arrival(data, encoded.Length, lives, now, sequence), encoded));
        }
        return sequence;
    }

    private Task Store(Sending sending)
    {
        var stored = engine.Journal.Append(
            sending.Write,
            committed: () =>
            {
                engine.MessagesSent += sending.Accepted;
                foreach (var arrival in sending.Arrivals)
                {
                    arrival.Backlog.Add(arrival.Message);
                }
                foreach (var (row, _) in sending.Scheduled)
                {
                    Restore(row);
                }
                foreach (var id in sending.Ids)
                {
                    seen!.IsStored(id);
                }
            },
            failed: () => sending.Ids.ForEach(id => seen!.IsNotStored(id)));
        foreach (var id in sending.Ids)
        {
            seen!.IsOnItsWay(id, stored);
        }
        return stored;
    }
}
