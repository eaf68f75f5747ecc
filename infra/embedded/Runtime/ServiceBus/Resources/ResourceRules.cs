namespace Serverless.Embedded.ServiceBus.Resources;

/// <summary>The limits of the service for its settings, and what the embedded one leaves out.</summary>
internal static class ResourceRules
{
    private static readonly TimeSpan LongestLock = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(7);

    /// <exception cref="InvalidOperationException">A setting is out of range or not supported; the message names the entity and the setting.</exception>
    public static void Check(ServiceBusResources resources)
    {
        var names = resources.Queues.Select(queue => queue.Name).Concat(resources.Topics.Select(topic => topic.Name));
        CheckNames("Service Bus", names);
        foreach (var queue in resources.Queues)
        {
            var who = $"queue '{queue.Name}'";
            CheckDelivery(who, queue.MaxDeliveryCount, queue.LockDuration, queue.RequiresSession);
            CheckEntry(who, queue.DefaultMessageTimeToLive, queue.DuplicateDetectionHistoryTimeWindow);
        }
        foreach (var topic in resources.Topics)
        {
            var who = $"topic '{topic.Name}'";
            CheckEntry(who, topic.DefaultMessageTimeToLive, topic.DuplicateDetectionHistoryTimeWindow);
            CheckNames(who, topic.Subscriptions.Select(subscription => subscription.Name));
            foreach (var subscription in topic.Subscriptions)
            {
                Check($"subscription '{subscription.Name}' of {who}", subscription);
            }
        }
    }

    private static void Check(string who, SubscriptionResource subscription)
    {
        CheckDelivery(who, subscription.MaxDeliveryCount, subscription.LockDuration, subscription.RequiresSession);
        Require(subscription.DefaultMessageTimeToLive > TimeSpan.Zero, who, "defaultMessageTimeToLive must be positive");
        foreach (var rule in subscription.Rules)
        {
            Require(rule.MatchesAll, who, $"the rule '{rule.Name}' is not supported: only an SqlFilter of 1=1 is, as every subscription gets every message");
        }
        Require(subscription.Rules.Count <= 1, who, "more than one rule would deliver a message more than once, which is not supported");
    }

    private static void CheckNames(string where, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            Require(!string.IsNullOrWhiteSpace(name), where, "a name is empty");
            Require(seen.Add(name), where, $"the name '{name}' is used twice");
            Require(!name.Contains('$', StringComparison.Ordinal), where, $"the name '{name}' contains a '$'");
        }
    }

    private static void CheckDelivery(string who, int maxDeliveryCount, TimeSpan lockDuration, bool requiresSession)
    {
        Require(maxDeliveryCount is >= 1 and <= 2000, who, "maxDeliveryCount must be 1 to 2000");
        Require(lockDuration > TimeSpan.Zero && lockDuration <= LongestLock, who, "lockDuration must be at most PT5M");
        Require(!requiresSession, who, "requiresSession is not supported: the embedded Service Bus has no sessions");
    }

    private static void CheckEntry(string who, TimeSpan timeToLive, TimeSpan window)
    {
        Require(timeToLive > TimeSpan.Zero, who, "defaultMessageTimeToLive must be positive");
        Require(window >= ShortestWindow && window <= LongestWindow, who, "duplicateDetectionHistoryTimeWindow must be PT20S to P7D");
    }

    private static void Require(bool holds, string who, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"resources.json, {who}: {what}.");
        }
    }
}
