using System.Text.Json;
using Serverless.Contracts;

namespace Serverless.Workflows.Tests.Contracts;

public class EntitiesTests
{
    private static readonly JsonElement ServiceBus =
        JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "resources.json"))).GetProperty("serviceBus");

    [Fact]
    public void The_resources_declare_the_queues_and_topics_that_messages_are_sent_to()
    {
        Assert.Contains(Entities.PaymentCommands, Names(ServiceBus, "queues"));
        Assert.Equal(
            Messages.All.Select(type => type.Entity).Distinct().Order(),
            Names(ServiceBus, "queues").Concat(Names(ServiceBus, "topics")).Intersect(Messages.All.Select(type => type.Entity)).Order());
    }

    [Fact]
    public void The_orders_have_their_subscription() => Assert.Contains(
        Entities.OrdersSubscription,
        ServiceBus.GetProperty("topics").EnumerateArray().Where(topic => topic.GetProperty("name").GetString() == Entities.PaymentEvents).SelectMany(topic => Names(topic, "subscriptions")));

    private static IEnumerable<string?> Names(JsonElement parent, string kind) =>
        parent.GetProperty(kind).EnumerateArray().Select(entity => entity.GetProperty("name").GetString());
}
