using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Tests;

public class When_a_lock_runs_out
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_message_is_delivered_again_and_the_delivery_counted()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a");
        var first = await bus.Receiver().Next();
        var waiting = bus.Receiver().Next();

        bus.Clock.Advance(Minute - Second);
        Assert.False(waiting.IsCompleted);
        bus.Clock.Advance(Second);

        var second = await waiting;
        Assert.Equal(("a", 2, first.SequenceNumber), (second.Text(), second.DeliveryCount, second.SequenceNumber));
        Assert.NotEqual(first.LockToken, second.LockToken);
    }

    [Fact]
    public async Task The_receiver_that_had_it_can_no_longer_settle_or_renew_it()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a");
        var receiver = bus.Receiver();
        var message = await receiver.Next();
        bus.Clock.Advance(Minute);

        await LosesItsLock(() => receiver.CompleteMessageAsync(message, Bus.Stop));
        await LosesItsLock(() => receiver.AbandonMessageAsync(message, null, Bus.Stop));
        await LosesItsLock(() => receiver.DeadLetterMessageAsync(message, "r", "d", Bus.Stop));
        await LosesItsLock(() => receiver.Defer(message, null, Bus.Stop));
        await LosesItsLock(() => receiver.RenewMessageLockAsync(message, Bus.Stop));
        Assert.Equal("a", (await receiver.Next()).Text());
    }

    [Fact]
    public async Task Renewing_it_in_time_keeps_it()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a");
        var receiver = bus.Receiver();
        var message = await receiver.Next();
        bus.Clock.Advance(TimeSpan.FromSeconds(40));

        await receiver.RenewMessageLockAsync(message, Bus.Stop);

        Assert.Equal(bus.Clock.GetUtcNow() + Minute, message.LockedUntil);
        bus.Clock.Advance(TimeSpan.FromSeconds(50));
        await receiver.CompleteMessageAsync(message, Bus.Stop);
        Assert.True(await receiver.GetsNothing(bus.Clock));
    }

    [Fact]
    public async Task A_renewed_lock_outlives_one_taken_later()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a");
        await bus.Send("b");
        var receiver = bus.Receiver();
        var a = await receiver.Next();
        bus.Clock.Advance(TimeSpan.FromSeconds(10));
        await receiver.Next();
        bus.Clock.Advance(TimeSpan.FromSeconds(10));
        await receiver.RenewMessageLockAsync(a, Bus.Stop);

        bus.Clock.Advance(TimeSpan.FromSeconds(55));

        Assert.Equal("b", (await receiver.Next()).Text());
        await receiver.CompleteMessageAsync(a, Bus.Stop);
    }

    [Fact]
    public async Task After_the_last_delivery_it_is_dead_lettered()
    {
        await using var bus = await Bus.WithQueue(queue => queue with { MaxDeliveryCount = 2 });
        await bus.Send("a");
        await bus.Receiver().Next();
        bus.Clock.Advance(Minute);
        await bus.Receiver().Next();
        bus.Clock.Advance(Minute);

        var dead = await bus.DeadLetters().Next();

        Assert.Equal(("a", "MaxDeliveryCountExceeded", "orders"), (dead.Text(), dead.DeadLetterReason, dead.DeadLetterSource));
        Assert.True(await bus.Receiver().GetsNothing(bus.Clock));
    }

    [Fact]
    public async Task A_dead_letter_is_delivered_as_often_as_it_takes()
    {
        await using var bus = await Bus.WithQueue(queue => queue with { MaxDeliveryCount = 1 });
        await bus.Send("a");
        await bus.Receiver().Next();
        bus.Clock.Advance(Minute);
        for (var i = 0; i < 5; i++)
        {
            await bus.DeadLetters().Next();
            bus.Clock.Advance(Minute);
        }

        Assert.Equal("a", (await bus.DeadLetters().Next()).Text());
    }

    private static async Task LosesItsLock(Func<Task> settle) =>
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, await Receiving.FailsWith(settle));
}
