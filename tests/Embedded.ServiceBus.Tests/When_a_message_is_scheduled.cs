using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Tests;

public class When_a_message_is_scheduled
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task It_comes_at_its_time_behind_what_came_before()
    {
        await using var bus = await Bus.WithQueue();
        var due = bus.Clock.GetUtcNow() + Hour;
        var number = await bus.Sender().ScheduleMessageAsync(Bus.Message("late"), due, Bus.Stop);
        await bus.Send("early");
        var receiver = bus.Receiver();
        var early = await receiver.Next();
        Assert.Equal("early", early.Text());
        await receiver.CompleteMessageAsync(early, Bus.Stop);
        var waiting = receiver.Next();

        bus.Clock.Advance(Hour - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        bus.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var message = await waiting;
        Assert.Equal("late", message.Text());
        Assert.Equal((due, due), (message.ScheduledEnqueueTime, message.EnqueuedTime));
        Assert.True(message.SequenceNumber > number);
    }

    [Fact]
    public async Task The_time_can_be_set_on_the_message()
    {
        await using var bus = await Bus.WithQueue();
        var message = new ServiceBusMessage("late") { ScheduledEnqueueTime = bus.Clock.GetUtcNow() + Hour };
        await bus.Sender().SendMessageAsync(message, Bus.Stop);
        Assert.True(await bus.Receiver().GetsNothing(bus.Clock));
        Assert.True(bus.Broker.IsIdle);

        bus.Clock.Advance(Hour);

        Assert.Equal("late", (await bus.Receiver().Next()).Text());
    }

    [Fact]
    public async Task It_is_still_there_when_its_time_comes_while_the_bus_closes()
    {
        using var folder = new Folder();
        using var disk = new ManualResetEventSlim();
        var clock = new TimerClock();
        var bus = await Bus.In(folder, clock);
        await bus.Sender().ScheduleMessageAsync(Bus.Message("late"), clock.GetUtcNow() + Hour, Bus.Stop);
        var busy = bus.Database.Write(_ => disk.Wait(Bus.Stop));
        var closing = bus.Broker.DisposeAsync().AsTask();

        await Task.Run(() => clock.Advance(Hour), Bus.Stop).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Bus.Stop);
        disk.Set();

        await Task.WhenAll(busy, closing);
        await bus.DisposeAsync();
        await using var next = await Bus.In(folder, clock);
        Assert.Equal("late", (await next.Receiver().Next()).Text());
    }

    [Fact]
    public async Task A_time_in_the_past_means_now()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Sender().ScheduleMessageAsync(Bus.Message("a"), bus.Clock.GetUtcNow() - Hour, Bus.Stop);

        Assert.Equal("a", (await bus.Receiver().Next()).Text());
    }

    [Fact]
    public async Task It_can_be_cancelled_until_then_and_once()
    {
        await using var bus = await Bus.WithQueue();
        var sender = bus.Sender();
        var numbers = await sender.ScheduleMessagesAsync([Bus.Message("a"), Bus.Message("b")], bus.Clock.GetUtcNow() + Hour, Bus.Stop);

        await sender.CancelScheduledMessageAsync(numbers[0], Bus.Stop);

        Assert.Equal(ServiceBusFailureReason.MessageNotFound, await Receiving.FailsWith(() => sender.CancelScheduledMessageAsync(numbers[0], Bus.Stop)));
        bus.Clock.Advance(Hour);
        Assert.Equal("b", (await bus.Receiver().Next()).Text());
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, await Receiving.FailsWith(() => sender.CancelScheduledMessageAsync(numbers[1], Bus.Stop)));
        Assert.True(await bus.Receiver().GetsNothing(bus.Clock));
    }

    [Fact]
    public async Task Its_time_to_live_begins_when_it_comes()
    {
        await using var bus = await Bus.WithQueue();
        var message = new ServiceBusMessage("a") { TimeToLive = TimeSpan.FromMinutes(1), ScheduledEnqueueTime = bus.Clock.GetUtcNow() + Hour };
        await bus.Sender().SendMessageAsync(message, Bus.Stop);
        bus.Clock.Advance(Hour);

        var received = await bus.Receiver().Next();

        Assert.Equal(bus.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), received.ExpiresAt);
    }

    [Fact]
    public async Task A_topic_holds_it_and_then_gives_it_to_every_subscription()
    {
        await using var bus = await Bus.WithTopic(new() { Name = "x" }, new() { Name = "y" });
        await bus.Sender("events").ScheduleMessageAsync(Bus.Message("a"), bus.Clock.GetUtcNow() + Hour, Bus.Stop);
        Assert.Equal(0, await bus.Stored("events/Subscriptions/x"));

        bus.Clock.Advance(Hour);

        Assert.Equal("a", (await bus.Client.CreateReceiver("events", "x").Next()).Text());
        Assert.Equal("a", (await bus.Client.CreateReceiver("events", "y").Next()).Text());
    }
}
