using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Tests;

public class When_messages_are_sent_together
{
    private const int Limit = 256 * 1024;

    [Fact]
    public async Task All_of_them_arrive()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Sender().SendMessagesAsync([Bus.Message("a"), Bus.Message("b")], Bus.Stop);

        Assert.Equal(2, (await bus.Receiver().ReceiveMessagesAsync(5, cancellationToken: Bus.Stop)).Count);
    }

    [Fact]
    public async Task Too_many_bytes_are_refused_and_none_arrives()
    {
        await using var bus = await Bus.WithQueue();
        var half = new string('x', Limit / 2);

        var reason = await Receiving.FailsWith(() => bus.Sender().SendMessagesAsync([Bus.Message("a"), Bus.Message(half), Bus.Message(half)], Bus.Stop));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, reason);
        Assert.Equal(0, await bus.Stored());
    }

    [Fact]
    public async Task One_that_cannot_be_carried_refuses_all()
    {
        await using var bus = await Bus.WithQueue();
        var wrong = new ServiceBusMessage("b") { ApplicationProperties = { ["list"] = new List<int>() } };

        var failure = await Assert.ThrowsAsync<System.Runtime.Serialization.SerializationException>(
            () => bus.Sender().SendMessagesAsync([Bus.Message("a"), wrong], Bus.Stop));

        Assert.Contains("'list'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, await bus.Stored());
    }

    [Fact]
    public async Task A_single_message_may_be_as_large_as_the_limit_with_its_properties()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send(new string('x', Limit - 1000));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, await Receiving.FailsWith(() => bus.Send(new string('x', Limit))));
        Assert.Equal(1, await bus.Stored());
    }

    [Fact]
    public async Task A_batch_takes_what_fits()
    {
        await using var bus = await Bus.WithQueue();
        using var batch = await bus.Sender().CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 1000 }, Bus.Stop);

        Assert.True(batch.TryAddMessage(Bus.Message(new string('a', 400))));
        Assert.False(batch.TryAddMessage(Bus.Message(new string('b', 600))));
        Assert.True(batch.TryAddMessage(Bus.Message("c")));
        Assert.Equal((2, true), (batch.Count, batch.SizeInBytes is > 401 and <= 1000));
        await bus.Sender().SendMessagesAsync(batch, Bus.Stop);

        Assert.Equal(2, await bus.Stored());
    }

    [Fact]
    public async Task A_batch_larger_than_the_limit_is_refused()
    {
        await using var bus = await Bus.WithQueue();
        Assert.Equal(Limit, (await bus.Sender().CreateMessageBatchAsync(Bus.Stop)).MaxSizeInBytes);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await bus.Sender().CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = Limit + 1 }, Bus.Stop));
    }

    [Fact]
    public async Task Nothing_is_sent_for_an_empty_list()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Sender().SendMessagesAsync(Array.Empty<ServiceBusMessage>(), Bus.Stop);

        Assert.Equal(0, bus.Broker.MessagesSent);
    }

    [Fact]
    public async Task What_is_changed_after_the_send_began_is_not_sent()
    {
        await using var bus = await Bus.WithQueue();
        var body = new byte[] { 1, 2, 3 };
        var message = new ServiceBusMessage(body);
        var sending = bus.Sender().SendMessageAsync(message, Bus.Stop);
        body[0] = 9;
        message.ApplicationProperties["late"] = true;
        await sending;

        var received = await bus.Receiver().Next();

        Assert.Equal([1, 2, 3], received.Body.ToArray());
        Assert.Empty(received.ApplicationProperties);
    }
}
