namespace Serverless.Embedded.ServiceBus.Tests;

public class When_messages_are_peeked
{
    [Fact]
    public async Task They_are_seen_in_order_without_being_taken()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Sender().SendMessagesAsync([Bus.Message("a"), Bus.Message("b"), Bus.Message("c")], Bus.Stop);
        var receiver = bus.Receiver();

        Assert.Equal(["a", "b"], (await receiver.PeekMessagesAsync(2, null, Bus.Stop)).Select(message => message.Text()));
        Assert.Equal(["c"], (await receiver.PeekMessagesAsync(2, null, Bus.Stop)).Select(message => message.Text()));
        Assert.Empty(await receiver.PeekMessagesAsync(2, null, Bus.Stop));
        Assert.Equal(["b", "c"], (await receiver.PeekMessagesAsync(2, 2, Bus.Stop)).Select(message => message.Text()));
        Assert.Equal(3, (await receiver.ReceiveMessagesAsync(5, cancellationToken: Bus.Stop)).Count);
    }

    [Fact]
    public async Task Locked_deferred_and_scheduled_ones_are_seen_too()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("deferred");
        await bus.Send("locked");
        await bus.Sender().ScheduleMessageAsync(Bus.Message("scheduled"), bus.Clock.GetUtcNow() + TimeSpan.FromHours(1), Bus.Stop);
        var receiver = bus.Receiver();
        await receiver.Defer(await receiver.Next(), null, Bus.Stop);
        await receiver.Next();

        var peeked = await bus.Receiver().PeekMessagesAsync(10, cancellationToken: Bus.Stop);

        Assert.Equal(["deferred", "locked", "scheduled"], peeked.Select(message => message.Text()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(peeked[1], Bus.Stop));
    }

    [Fact]
    public async Task The_messages_of_another_queue_are_not_seen()
    {
        await using var bus = await Bus.With(new() { Queues = [new() { Name = "first" }, new() { Name = "second" }] });
        await bus.Sender("second").SendMessageAsync(Bus.Message("b"), Bus.Stop);

        Assert.Equal((0, 1), (await bus.Stored("first"), await bus.Stored("second")));
    }
}
