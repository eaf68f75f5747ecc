using Serverless.Contracts;

namespace Serverless.Architecture.Tests.Functions;

public class Every_message
{
    [Fact]
    public void Goes_to_a_queue_or_topic_that_is_declared() =>
        Assert.All(Messages.All, message => Assert.Contains(message.Entity, DeclaredResources.Read().BusEntities));

    [Fact]
    public void Has_its_place_in_the_table() => Assert.Equal(
        typeof(Message).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Message)) && !type.IsAbstract).Select(type => type.Name).Order(),
        Messages.All.Select(message => message.Type.Name).Order());

    [Fact]
    public void Is_read_by_somebody_where_the_queue_is_ours()
    {
        var read = FunctionMethod.WithTrigger<Microsoft.Azure.Functions.Worker.ServiceBusTriggerAttribute>().Select(found => found.Trigger.QueueName ?? found.Trigger.TopicName);
        Assert.Empty(Messages.All.Select(message => message.Entity).Except([Entities.OrderEvents]).Except(read));
    }
}
