using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Tests;

public class When_a_message_expires
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task It_is_dropped()
    {
        await using var bus = await Bus.WithQueue(queue => queue with { DefaultMessageTimeToLive = Minute });
        await bus.Send("a");

        bus.Clock.Advance(Minute);

        Assert.True(await bus.Receiver().GetsNothing(bus.Clock));
        Assert.Equal((0, 0), (await bus.Stored(), await bus.Stored("orders/$DeadLetterQueue")));
    }

    [Fact]
    public async Task It_is_dead_lettered_where_the_queue_says_so()
    {
        await using var bus = await Bus.WithQueue(queue => queue with { DefaultMessageTimeToLive = Minute, DeadLetteringOnMessageExpiration = true });
        await bus.Send("a");
        bus.Clock.Advance(Minute);

        var dead = await bus.DeadLetters().Next();

        Assert.Equal(("a", "TTLExpiredException", "orders"), (dead.Text(), dead.DeadLetterReason, dead.DeadLetterSource));
        bus.Clock.Advance(TimeSpan.FromDays(1000));
        Assert.Equal("a", (await bus.DeadLetters().Next()).Text());
    }

    [Fact]
    public async Task The_shorter_of_its_own_and_the_queues_time_counts()
    {
        await using var bus = await Bus.WithQueue(queue => queue with { DefaultMessageTimeToLive = Minute });
        await bus.Sender().SendMessageAsync(new ServiceBusMessage("short") { TimeToLive = TimeSpan.FromSeconds(10) }, Bus.Stop);
        await bus.Sender().SendMessageAsync(new ServiceBusMessage("long") { TimeToLive = TimeSpan.FromDays(1) }, Bus.Stop);

        var messages = await bus.Receiver().ReceiveMessagesAsync(2, cancellationToken: Bus.Stop);

        Assert.Equal([TimeSpan.FromSeconds(10), Minute], messages.Select(message => message.TimeToLive));
        Assert.Equal([TimeSpan.FromSeconds(10), Minute], messages.Select(message => message.ExpiresAt - message.EnqueuedTime));
    }

    [Fact]
    public async Task A_receiver_that_has_it_may_still_complete_it()
    {
        await using var bus = await Bus.WithQueue(queue => queue with { DefaultMessageTimeToLive = TimeSpan.FromSeconds(10), DeadLetteringOnMessageExpiration = true });
        await bus.Send("a");
        var receiver = bus.Receiver();
        var message = await receiver.Next();
        bus.Clock.Advance(TimeSpan.FromSeconds(20));

        await receiver.CompleteMessageAsync(message, Bus.Stop);

        Assert.Equal(0, await bus.Stored("orders/$DeadLetterQueue"));
    }

    [Fact]
    public async Task One_that_comes_back_too_late_expires_then()
    {
        await using var bus = await Bus.WithQueue(queue => queue with { DefaultMessageTimeToLive = TimeSpan.FromSeconds(10), DeadLetteringOnMessageExpiration = true });
        await bus.Send("a");
        var receiver = bus.Receiver();
        var message = await receiver.Next();
        bus.Clock.Advance(TimeSpan.FromSeconds(20));
        await receiver.AbandonMessageAsync(message, null, Bus.Stop);

        Assert.Equal("TTLExpiredException", (await bus.DeadLetters().Next()).DeadLetterReason);
    }

    [Fact]
    public async Task A_deferred_one_expires_too()
    {
        await using var bus = await Bus.WithQueue(queue => queue with { DefaultMessageTimeToLive = Minute, DeadLetteringOnMessageExpiration = true });
        await bus.Send("a");
        var receiver = bus.Receiver();
        await receiver.Defer(await receiver.Next(), null, Bus.Stop);

        bus.Clock.Advance(Minute);

        Assert.Equal("TTLExpiredException", (await bus.DeadLetters().Next()).DeadLetterReason);
        Assert.True(bus.Broker.IsIdle);
    }
}
