using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Tests;

public class When_a_message_is_settled
{
    private static readonly Dictionary<string, object> Changes = new() { ["attempt"] = 2, ["note"] = "slow" };

    [Fact]
    public async Task A_completed_one_is_gone()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a");
        var receiver = bus.Receiver();
        Assert.False(bus.Broker.IsIdle);

        await receiver.CompleteMessageAsync(await receiver.Next(), Bus.Stop);

        Assert.True(bus.Broker.IsIdle);
        Assert.Equal(0, await bus.Stored());
    }

    [Fact]
    public async Task It_cannot_be_settled_again()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a");
        var receiver = bus.Receiver();
        var message = await receiver.Next();
        await receiver.CompleteMessageAsync(message, Bus.Stop);

        Assert.Equal(ServiceBusFailureReason.MessageLockLost, await Receiving.FailsWith(() => receiver.CompleteMessageAsync(message, Bus.Stop)));
    }

    [Fact]
    public async Task An_abandoned_one_comes_back_in_its_old_place_with_the_changed_properties()
    {
        await using var bus = await Bus.WithQueue();
        var sent = new ServiceBusMessage("a") { ApplicationProperties = { ["attempt"] = 1, ["kept"] = true } };
        await bus.Sender().SendMessageAsync(sent, Bus.Stop);
        await bus.Send("b");
        var receiver = bus.Receiver();

        await receiver.AbandonMessageAsync(await receiver.Next(), Changes, Bus.Stop);

        var message = await receiver.Next();
        Assert.Equal(("a", 2), (message.Text(), message.DeliveryCount));
        Assert.Equal([("attempt", 2), ("kept", true), ("note", "slow")], Properties(message));
    }

    [Fact]
    public async Task An_abandoned_one_wakes_a_waiting_receiver()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a");
        var message = await bus.Receiver().Next();
        var waiting = bus.Receiver().Next();

        await bus.Receiver().AbandonMessageAsync(message, null, Bus.Stop);

        Assert.Equal(2, (await waiting).DeliveryCount);
    }

    [Fact]
    public async Task Abandoning_the_last_delivery_dead_letters_it()
    {
        await using var bus = await Bus.WithQueue(queue => queue with { MaxDeliveryCount = 3 });
        await bus.Send("a");
        var receiver = bus.Receiver();
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var message = await receiver.Next();
            Assert.Equal(delivery, message.DeliveryCount);
            await receiver.AbandonMessageAsync(message, Changes, Bus.Stop);
        }

        var dead = await bus.DeadLetters().Next();

        Assert.Equal(("a", "MaxDeliveryCountExceeded", 2), (dead.Text(), dead.DeadLetterReason, dead.ApplicationProperties["attempt"]));
        Assert.True(bus.Broker.IsIdle);
    }

    [Fact]
    public async Task A_dead_lettered_one_keeps_what_it_was_and_says_why_and_from_where()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a", "m-1");
        var receiver = bus.Receiver();
        var message = await receiver.Next();

        await receiver.DeadLetter(message, Changes, "Malformed", "It is not JSON.", Bus.Stop);

        var dead = await bus.Receiver("orders/$DeadLetterQueue").Next();
        Assert.Equal(("a", "m-1", message.SequenceNumber, message.EnqueuedTime), (dead.Text(), dead.MessageId, dead.SequenceNumber, dead.EnqueuedTime));
        Assert.Equal(("Malformed", "It is not JSON.", "orders"), (dead.DeadLetterReason, dead.DeadLetterErrorDescription, dead.DeadLetterSource));
        Assert.Equal("slow", dead.ApplicationProperties["note"]);
        Assert.Equal(0, await bus.Stored());
    }

    [Fact]
    public async Task A_dead_letter_can_be_sent_again_as_new()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a", "m-1");
        var receiver = bus.Receiver();
        await receiver.DeadLetterMessageAsync(await receiver.Next(), "Malformed", cancellationToken: Bus.Stop);
        var dead = await bus.DeadLetters().Next();

        await bus.Sender().SendMessageAsync(new ServiceBusMessage(dead), Bus.Stop);
        await bus.DeadLetters().CompleteMessageAsync(dead, Bus.Stop);

        var again = await receiver.Next();
        Assert.Equal(("a", "m-1", null, null, 1), (again.Text(), again.MessageId, again.DeadLetterReason, again.DeadLetterSource, again.DeliveryCount));
        Assert.Equal(0, await bus.Stored("orders/$DeadLetterQueue"));
    }

    [Fact]
    public async Task A_deferred_one_stays_and_is_not_delivered_again()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a");
        var receiver = bus.Receiver();

        await receiver.Defer(await receiver.Next(), Changes, Bus.Stop);

        Assert.True(await receiver.GetsNothing(bus.Clock));
        Assert.True(bus.Broker.IsIdle);
        var kept = Assert.Single(await receiver.PeekMessagesAsync(10, 0, Bus.Stop));
        Assert.Equal(("a", "slow"), (kept.Text(), kept.ApplicationProperties["note"]));
    }

    [Fact]
    public async Task A_change_that_no_message_can_carry_leaves_it_with_its_receiver()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a");
        var receiver = bus.Receiver();
        var message = await receiver.Next();
        var wrong = new Dictionary<string, object> { ["body"] = new object() };

        await Assert.ThrowsAsync<System.Runtime.Serialization.SerializationException>(() => receiver.AbandonMessageAsync(message, wrong, Bus.Stop));

        await receiver.CompleteMessageAsync(message, Bus.Stop);
    }

    private static IEnumerable<(string, object)> Properties(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key);
}
