using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Serverless.Contracts;

namespace Serverless.Architecture.Tests.Functions;

public class Each_trigger
{
    private static readonly DeclaredResources Declared = DeclaredResources.Read();

    [Fact]
    public void Of_the_bus_reads_what_is_declared() => Assert.All(FunctionMethod.WithTrigger<ServiceBusTriggerAttribute>(), found =>
        Assert.Contains(Source(found.Trigger).Replace(Entities.DeadLetters, "", StringComparison.Ordinal), Declared.BusEntities));

    // What dies where nobody looks is dropped silently.
    [Fact]
    public void Of_the_bus_keeps_the_dead_letters_of_everything_that_is_declared() => Assert.Equal(
        Declared.Backlogs.Select(backlog => backlog + Entities.DeadLetters).Order(),
        FunctionMethod.WithTrigger<ServiceBusTriggerAttribute>().Select(found => Source(found.Trigger))
            .Where(source => source.EndsWith(Entities.DeadLetters, StringComparison.Ordinal)).Order());

    [Fact]
    public void Of_the_bus_settles_its_messages_itself() => Assert.All(FunctionMethod.WithTrigger<ServiceBusTriggerAttribute>(), found =>
        Assert.False(found.Trigger.AutoCompleteMessages, $"{found.Function} leaves it to the host to complete its messages."));

    [Fact]
    public void Of_a_container_reads_what_is_declared_and_keeps_its_leases_there() => Assert.All(FunctionMethod.WithTrigger<CosmosDBTriggerAttribute>(), found =>
    {
        Assert.Contains(found.Trigger.ContainerName, Declared.Containers);
        Assert.Contains(found.Trigger.LeaseContainerName ?? "leases", Declared.Containers);
        Assert.False(found.Trigger.CreateLeaseContainerIfNotExists, $"{found.Function} creates what is declared.");
    });

    // Two triggers that share a prefix split the feed between them, and each sees half.
    [Fact]
    public void Of_a_container_has_leases_of_its_own()
    {
        var prefixes = FunctionMethod.WithTrigger<CosmosDBTriggerAttribute>().Select(found => found.Trigger.LeaseContainerPrefix).ToList();
        Assert.DoesNotContain(prefixes, string.IsNullOrEmpty);
        Assert.Distinct(prefixes);
    }

    // A failed batch is otherwise checkpointed away; and what was written before the first start would never be seen.
    [Fact]
    public void Of_a_container_misses_nothing() => Assert.All(FunctionMethod.WithTrigger<CosmosDBTriggerAttribute>(), found =>
    {
        Assert.Equal(-1, found.Function.Method.GetCustomAttribute<RetryAttribute>()?.MaxRetryCount);
        Assert.True(found.Trigger.StartFromBeginning, $"{found.Function} starts at the end of the feed.");
    });

    [Fact]
    public void Of_a_storage_queue_reads_what_is_declared() => Assert.All(FunctionMethod.WithTrigger<QueueTriggerAttribute>(), found =>
        Assert.Contains(found.Trigger.QueueName.Replace(Entities.Poison, "", StringComparison.Ordinal), Declared.StorageQueues));

    [Fact]
    public void Of_a_storage_queue_keeps_the_poison_of_everything_that_is_declared() => Assert.Equal(
        Declared.StorageQueues.Select(queue => queue + Entities.Poison).Order(),
        FunctionMethod.WithTrigger<QueueTriggerAttribute>().Select(found => found.Trigger.QueueName)
            .Where(queue => queue.EndsWith(Entities.Poison, StringComparison.Ordinal)).Order());

    private static string Source(ServiceBusTriggerAttribute trigger) => trigger.QueueName ?? $"{trigger.TopicName}/{trigger.SubscriptionName}";

    [Fact]
    public void Of_each_kind_that_the_flow_needs_is_found()
    {
        Assert.NotEmpty(FunctionMethod.WithTrigger<ServiceBusTriggerAttribute>());
        Assert.NotEmpty(FunctionMethod.WithTrigger<CosmosDBTriggerAttribute>());
        Assert.NotEmpty(FunctionMethod.WithTrigger<HttpTriggerAttribute>());
    }
}
