using Azure.Messaging.ServiceBus;
using Serverless.Embedded.ServiceBus.Resources;

namespace Serverless.Embedded.ServiceBus.Tests;

public class When_the_process_ends
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly TimerClock _clock = new();

    [Fact]
    public async Task What_is_not_settled_is_still_there_and_what_is_settled_is_gone()
    {
        using var folder = new Folder();
        await using (var bus = await Bus.In(folder, _clock))
        {
            await bus.Sender().SendMessagesAsync([Bus.Message("a"), Bus.Message("b"), Bus.Message("c"), Bus.Message("d")], Bus.Stop);
            var receiver = bus.Receiver();
            await receiver.CompleteMessageAsync(await receiver.Next(), Bus.Stop);
            await receiver.DeadLetterMessageAsync(await receiver.Next(), "Malformed", cancellationToken: Bus.Stop);
            await receiver.Defer(await receiver.Next(), null, Bus.Stop);
        }

        await using var again = await Bus.In(folder, _clock);

        Assert.Equal("d", (await again.Receiver().Next()).Text());
        Assert.True(await again.Receiver().GetsNothing(_clock));
        Assert.Equal("Malformed", (await again.DeadLetters().Next()).DeadLetterReason);
        Assert.Equal(["c", "d"], (await again.Receiver().PeekMessagesAsync(10, 0, Bus.Stop)).Select(message => message.Text()));
    }

    [Fact]
    public async Task Sequence_numbers_go_on_where_they_were()
    {
        using var folder = new Folder();
        await using (var bus = await Bus.In(folder, _clock))
        {
            await bus.Send("a");
            var receiver = bus.Receiver();
            await receiver.CompleteMessageAsync(await receiver.Next(), Bus.Stop);
        }

        await using var again = await Bus.In(folder, _clock);
        await again.Send("b");

        Assert.Equal(2, (await again.Receiver().Next()).SequenceNumber);
    }

    [Fact]
    public async Task Scheduled_messages_still_come_and_can_still_be_cancelled()
    {
        using var folder = new Folder();
        IReadOnlyList<long> numbers;
        await using (var bus = await Bus.In(folder, _clock))
        {
            numbers = await bus.Sender().ScheduleMessagesAsync([Bus.Message("a"), Bus.Message("b")], _clock.GetUtcNow() + Hour, Bus.Stop);
        }

        await using var again = await Bus.In(folder, _clock);
        await again.Sender().CancelScheduledMessageAsync(numbers[0], Bus.Stop);
        var waiting = again.Receiver().Next();
        Assert.False(waiting.IsCompleted);
        _clock.Advance(Hour);

        Assert.Equal("b", (await waiting).Text());
    }

    [Fact]
    public async Task What_fell_due_meanwhile_is_done_at_the_start()
    {
        using var folder = new Folder();
        var resources = Bus.Queue(queue => queue with { DefaultMessageTimeToLive = TimeSpan.FromMinutes(90), DeadLetteringOnMessageExpiration = true });
        await using (var bus = await Bus.In(folder, _clock, resources))
        {
            await bus.Send("expired");
            await bus.Sender().ScheduleMessageAsync(Bus.Message("scheduled"), _clock.GetUtcNow() + Hour, Bus.Stop);
        }
        _clock.Advance(2 * Hour);

        await using var again = await Bus.In(folder, _clock, resources);

        Assert.Equal("scheduled", (await again.Receiver().Next()).Text());
        Assert.Equal("expired", (await again.DeadLetters().Next()).Text());
    }

    [Fact]
    public async Task Duplicates_are_still_found_until_their_window_ends()
    {
        using var folder = new Folder();
        var resources = Bus.Queue(queue => queue with { RequiresDuplicateDetection = true });
        await using (var bus = await Bus.In(folder, _clock, resources))
        {
            await bus.Send("a", "m-1");
        }
        _clock.Advance(TimeSpan.FromMinutes(9));
        await using (var bus = await Bus.In(folder, _clock, resources))
        {
            await bus.Send("a", "m-1");
            Assert.Equal(1, await bus.Stored());
        }
        _clock.Advance(TimeSpan.FromMinutes(1));

        await using var again = await Bus.In(folder, _clock, resources);
        await again.Send("a", "m-1");

        Assert.Equal(2, await again.Stored());
    }

    [Fact]
    public async Task Whoever_waits_is_told()
    {
        var bus = await Bus.WithQueue();
        var waiting = bus.Receiver().ReceiveMessageAsync(Hour, Bus.Stop);
        await bus.DisposeAsync();

        Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem, await Receiving.FailsWith(() => waiting));
    }

    [Fact]
    public async Task What_cannot_be_stored_is_not_acknowledged()
    {
        await using var bus = await Bus.WithQueue(queue => queue with { RequiresDuplicateDetection = true });
        await bus.Send("a", "m-1");
        var receiver = bus.Receiver();
        var message = await receiver.Next();
        await bus.Database.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => bus.Send("b", "m-2"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => bus.Send("b", "m-2"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiver.CompleteMessageAsync(message, Bus.Stop));

        Assert.Equal((1, false), (bus.Broker.MessagesSent, bus.Broker.IsIdle));
    }

    [Fact]
    public async Task Messages_of_a_queue_that_is_no_longer_declared_wait_until_it_is_again()
    {
        using var folder = new Folder();
        await using (var bus = await Bus.In(folder, _clock))
        {
            await bus.Send("a");
        }
        await using (await Bus.In(folder, _clock, new ServiceBusResources()))
        {
        }

        await using var again = await Bus.In(folder, _clock);

        Assert.Equal("a", (await again.Receiver().Next()).Text());
    }
}
