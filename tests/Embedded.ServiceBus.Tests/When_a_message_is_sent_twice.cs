using Serverless.Embedded.ServiceBus.Resources;

namespace Serverless.Embedded.ServiceBus.Tests;

public class When_a_message_is_sent_twice
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task The_second_is_accepted_and_dropped()
    {
        await using var bus = await Detecting();
        await bus.Send("a", "m-1");
        await bus.Send("b", "m-1");

        Assert.Equal((1, 1L), (await bus.Stored(), bus.Broker.MessagesSent));
        Assert.Equal("a", (await bus.Receiver().Next()).Text());
    }

    [Fact]
    public async Task The_second_is_dropped_although_the_first_is_settled()
    {
        await using var bus = await Detecting();
        await bus.Send("a", "m-1");
        var receiver = bus.Receiver();
        await receiver.CompleteMessageAsync(await receiver.Next(), Bus.Stop);

        bus.Clock.Advance(Window - TimeSpan.FromSeconds(1));
        await bus.Send("a", "m-1");

        Assert.Equal(0, await bus.Stored());
    }

    [Fact]
    public async Task After_the_window_it_is_a_new_message()
    {
        await using var bus = await Detecting();
        await bus.Send("a", "m-1");

        bus.Clock.Advance(Window);
        await bus.Send("a", "m-1");

        Assert.Equal(2, await bus.Stored());
    }

    [Fact]
    public async Task Many_at_once_are_one()
    {
        await using var bus = await Detecting();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => bus.Send("a", "m-1"))));

        Assert.Equal(1, await bus.Stored());
    }

    [Fact]
    public async Task A_batch_that_repeats_one_brings_only_the_others()
    {
        await using var bus = await Detecting();
        await bus.Send("a", "m-1");

        await bus.Sender().SendMessagesAsync([Bus.Message("a", "m-1"), Bus.Message("b", "m-2"), Bus.Message("c", "m-2")], Bus.Stop);

        var messages = await bus.Receiver().ReceiveMessagesAsync(10, cancellationToken: Bus.Stop);
        Assert.Equal(["a", "b"], messages.Select(message => message.Text()));
    }

    [Fact]
    public async Task Messages_without_an_id_of_their_own_are_never_duplicates()
    {
        await using var bus = await Detecting();
        await bus.Send("a");
        await bus.Send("a");

        var messages = await bus.Receiver().ReceiveMessagesAsync(10, cancellationToken: Bus.Stop);
        Assert.Equal(2, messages.Select(message => message.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_scheduled_one_counts_from_when_it_was_scheduled()
    {
        await using var bus = await Detecting();
        await bus.Sender().ScheduleMessageAsync(Bus.Message("a", "m-1"), bus.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), Bus.Stop);
        await bus.Send("b", "m-1");

        bus.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("a", (await bus.Receiver().Next()).Text());
    }

    [Fact]
    public async Task A_topic_drops_it_for_all_subscriptions()
    {
        await using var bus = await Bus.With(new ServiceBusResources
        {
            Topics = [new TopicResource { Name = "events", RequiresDuplicateDetection = true, Subscriptions = [new() { Name = "x" }, new() { Name = "y" }] }],
        });
        await bus.Sender("events").SendMessageAsync(Bus.Message("a", "m-1"), Bus.Stop);
        await bus.Sender("events").SendMessageAsync(Bus.Message("a", "m-1"), Bus.Stop);

        Assert.Equal((1, 1), (await bus.Stored("events/Subscriptions/x"), await bus.Stored("events/Subscriptions/y")));
    }

    [Fact]
    public async Task A_queue_without_detection_takes_both()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a", "m-1");
        await bus.Send("a", "m-1");

        Assert.Equal(2, await bus.Stored());
    }

    private static Task<Bus> Detecting() =>
        Bus.WithQueue(queue => queue with { RequiresDuplicateDetection = true, DuplicateDetectionHistoryTimeWindow = Window });
}
