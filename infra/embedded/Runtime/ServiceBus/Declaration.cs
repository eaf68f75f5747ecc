using Serverless.Embedded.ServiceBus.Entities;
using Serverless.Embedded.ServiceBus.Resources;
using Serverless.Embedded.ServiceBus.Storage;

namespace Serverless.Embedded.ServiceBus;

/// <summary>Makes the entities of a broker from what resources.json declares.</summary>
internal sealed class Declaration(BrokerRows rows, Engine engine)
{
    public List<Destination> Destinations { get; } = [];

    public List<Backlog> Backlogs { get; } = [];

    public Declaration Of(ServiceBusResources resources)
    {
        foreach (var queue in resources.Queues)
        {
            Declare(queue);
        }
        foreach (var topic in resources.Topics)
        {
            Declare(topic);
        }
        return this;
    }

    private void Declare(QueueResource queue)
    {
        var numbers = Numbers(queue.Name);
        var settings = new BacklogSettings(
            queue.MaxDeliveryCount, queue.LockDuration, queue.DefaultMessageTimeToLive, queue.DeadLetteringOnMessageExpiration);
        var backlog = Backlog(queue.Name, numbers, settings);
        var seen = queue.RequiresDuplicateDetection ? Seen(numbers, queue.DuplicateDetectionHistoryTimeWindow) : null;
        Destinations.Add(new Destination(queue.Name, numbers, [backlog], queue.DefaultMessageTimeToLive, seen, engine));
    }

    private void Declare(TopicResource topic)
    {
        var numbers = Numbers(topic.Name);
        var seen = topic.RequiresDuplicateDetection ? Seen(numbers, topic.DuplicateDetectionHistoryTimeWindow) : null;
        Backlog[] backlogs = [.. topic.Subscriptions.Select(subscription => Subscription(topic, subscription))];
        Destinations.Add(new Destination(topic.Name, numbers, backlogs, topic.DefaultMessageTimeToLive, seen, engine));
    }

    private Backlog Subscription(TopicResource topic, SubscriptionResource subscription)
    {
        var path = EntityPaths.Subscription(topic.Name, subscription.Name);
        return Backlog(path, Numbers(path), new BacklogSettings(
            subscription.MaxDeliveryCount, subscription.LockDuration, subscription.DefaultMessageTimeToLive, subscription.DeadLetteringOnMessageExpiration));
    }

    private Backlog Backlog(string path, SequenceNumbers numbers, BacklogSettings settings)
    {
        var deadPath = EntityPaths.DeadLetters(path);
        var dead = new Backlog(deadPath, settings.ForDeadLetters(), Numbers(deadPath), engine, deadLetters: null);
        var backlog = new Backlog(path, settings, numbers, engine, dead);
        Backlogs.AddRange([backlog, dead]);
        return backlog;
    }

    private SequenceNumbers Numbers(string path)
    {
        var (id, reserved) = rows.Entity(path);
        return new SequenceNumbers(id, reserved);
    }

    private SeenIds Seen(SequenceNumbers numbers, TimeSpan window)
    {
        var seen = new SeenIds(numbers.Entity, window);
        seen.Load(rows);
        return seen;
    }
}
