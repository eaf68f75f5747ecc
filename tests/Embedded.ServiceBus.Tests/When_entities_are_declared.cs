using System.Text.Json;
using Serverless.Embedded.ServiceBus.Resources;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.ServiceBus.Tests;

public class When_entities_are_declared
{
    [Fact]
    public void Settings_and_durations_are_read_as_Bicep_writes_them()
    {
        var resources = Read(
            """
            {
              "queues": [{ "name": "payment-commands", "maxDeliveryCount": 5, "lockDuration": "PT30S", "requiresDuplicateDetection": true,
                "duplicateDetectionHistoryTimeWindow": "PT20M", "defaultMessageTimeToLive": "P14D", "deadLetteringOnMessageExpiration": true }],
              "topics": [{ "name": "events", "subscriptions": [{ "name": "orders", "rules": [{ "name": "$Default", "sqlFilter": { "sqlExpression": "1 = 1" } }] }] }]
            }
            """);

        ResourceRules.Check(resources);
        Assert.Equal(
            new QueueResource
            {
                Name = "payment-commands",
                MaxDeliveryCount = 5,
                LockDuration = TimeSpan.FromSeconds(30),
                RequiresDuplicateDetection = true,
                DuplicateDetectionHistoryTimeWindow = TimeSpan.FromMinutes(20),
                DefaultMessageTimeToLive = TimeSpan.FromDays(14),
                DeadLetteringOnMessageExpiration = true,
            },
            resources.Queues.Single());
        Assert.Equal(("orders", 10, TimeSpan.FromMinutes(1), TimeSpan.MaxValue), resources.Topics.Single().Subscriptions
            .Select(subscription => (subscription.Name, subscription.MaxDeliveryCount, subscription.LockDuration, subscription.DefaultMessageTimeToLive)).Single());
    }

    [Theory]
    [InlineData("""{ "queues": [{ "name": "a", "forwardTo": "b" }] }""", "forwardTo")]
    [InlineData("""{ "queues": [{ "name": "a", "lockDuration": "1 minute" }] }""", "1 minute")]
    [InlineData("""{ "queues": [{ "maxDeliveryCount": 3 }] }""", "name")]
    public void What_is_unknown_malformed_or_missing_is_named(string json, string named) =>
        Assert.Contains(named, Assert.Throws<JsonException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "queues": [{ "name": "a", "requiresSession": true }] }""", "requiresSession")]
    [InlineData("""{ "queues": [{ "name": "a", "maxDeliveryCount": 0 }] }""", "maxDeliveryCount")]
    [InlineData("""{ "queues": [{ "name": "a", "lockDuration": "PT6M" }] }""", "lockDuration")]
    [InlineData("""{ "queues": [{ "name": "a", "duplicateDetectionHistoryTimeWindow": "PT1S" }] }""", "duplicateDetectionHistoryTimeWindow")]
    [InlineData("""{ "queues": [{ "name": "a" }], "topics": [{ "name": "A" }] }""", "'A' is used twice")]
    [InlineData("""{ "topics": [{ "name": "a", "subscriptions": [{ "name": "b", "requiresSession": true }] }] }""", "requiresSession")]
    [InlineData("""{ "topics": [{ "name": "a", "subscriptions": [{ "name": "b", "rules": [{ "name": "red", "sqlFilter": { "sqlExpression": "color = 'red'" } }] }] }] }""", "'red'")]
    [InlineData("""{ "topics": [{ "name": "a", "subscriptions": [{ "name": "b", "rules": [{ "name": "c", "filterType": "CorrelationFilter", "correlationFilter": {} }] }] }] }""", "'c'")]
    public async Task What_is_out_of_range_or_not_supported_is_named(string json, string named)
    {
        await using var database = Database.InMemory();
        await using var broker = new Broker(database, new TimerClock());

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => broker.Declare(Read(json)));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    private static ServiceBusResources Read(string json) => JsonSerializer.Deserialize(json, ResourcesJson.Default.ServiceBusResources)!;
}
