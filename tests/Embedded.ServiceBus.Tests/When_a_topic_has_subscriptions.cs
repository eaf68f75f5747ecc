using Serverless.Embedded.ServiceBus.Resources;

namespace Serverless.Embedded.ServiceBus.Tests;

public class When_a_topic_has_subscriptions
{
    [Fact]
    public async Task Each_gets_its_own_copy()
    {
        await using var bus = await Bus.WithTopic(new() { Name = "x" }, new() { Name = "y" });
        await bus.Sender("events").SendMessageAsync(Bus.Message("a", "m-1"), Bus.Stop);
        var x = bus.Client.CreateReceiver("events", "x");
        await x.CompleteMessageAsync(await x.Next(), Bus.Stop);

        var message = await bus.Client.CreateReceiver("events", "y").Next();

        Assert.Equal(("a", "m-1", 1), (message.Text(), message.MessageId, message.DeliveryCount));
        Assert.Equal(1, bus.Broker.MessagesSent);
    }

    [Fact]
    public async Task Each_numbers_its_own_messages_and_keeps_the_topics_number()
    {
        await using var bus = await Bus.WithTopic(new SubscriptionResource { Name = "x" });
        await bus.Sender("events").SendMessagesAsync([Bus.Message("a"), Bus.Message("b")], Bus.Stop);

        var messages = await bus.Client.CreateReceiver("events", "x").ReceiveMessagesAsync(2, cancellationToken: Bus.Stop);

        Assert.Equal([(1L, 1L), (2L, 2L)], messages.Select(message => (message.SequenceNumber, message.EnqueuedSequenceNumber)));
    }

    [Fact]
    public async Task Each_has_its_own_dead_letters()
    {
        await using var bus = await Bus.WithTopic(new() { Name = "x" }, new() { Name = "y" });
        await bus.Sender("events").SendMessageAsync(Bus.Message("a"), Bus.Stop);
        var x = bus.Client.CreateReceiver("events", "x");
        await x.DeadLetterMessageAsync(await x.Next(), "Malformed", cancellationToken: Bus.Stop);

        var dead = await bus.Receiver("EVENTS/subscriptions/X/$deadletterqueue").Next();

        Assert.Equal(("a", "events/Subscriptions/x"), (dead.Text(), dead.DeadLetterSource));
        Assert.Equal(0, await bus.Stored("events/Subscriptions/y/$DeadLetterQueue"));
    }

    [Fact]
    public async Task Each_has_its_own_settings()
    {
        await using var bus = await Bus.WithTopic(
            new() { Name = "x", MaxDeliveryCount = 1, LockDuration = TimeSpan.FromSeconds(5) },
            new() { Name = "y", DefaultMessageTimeToLive = TimeSpan.FromSeconds(3) });
        await bus.Sender("events").SendMessageAsync(Bus.Message("a"), Bus.Stop);
        await bus.Client.CreateReceiver("events", "x").Next();

        bus.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("MaxDeliveryCountExceeded", (await bus.DeadLetters("events/Subscriptions/x").Next()).DeadLetterReason);
        Assert.Equal(0, await bus.Stored("events/Subscriptions/y"));
    }

    [Fact]
    public async Task A_topic_without_any_takes_messages_all_the_same()
    {
        await using var bus = await Bus.WithTopic();

        await bus.Sender("events").SendMessageAsync(Bus.Message("a"), Bus.Stop);

        Assert.True(bus.Broker.IsIdle);
    }
}
