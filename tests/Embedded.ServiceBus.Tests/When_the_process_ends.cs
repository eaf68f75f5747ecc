using Azure.Messaging.ServiceBus;
using Serverless.Embedded.ServiceBus.Resources;

namespace Serverless.Embedded.ServiceBus.Tests;

public class When_the_process_ends
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ManualClock _clock = new();

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
    public async Task A_crash_keeps_every_send_and_settlement_that_was_acknowledged()
    {
        using var folder = new Folder();
        await using var bus = await Bus.In(folder, _clock);
        var receiver = bus.Receiver();
        for (var i = 0; i < 20; i++)
        {
            await bus.Send($"{i}");
            if (i % 2 == 0)
            {
                await receiver.CompleteMessageAsync(await receiver.Next(), Bus.Stop);
            }
        }

        using var image = bus.CrashImage();
        await using var again = await Bus.In(image, _clock);

        Assert.Equal(await Bodies(bus), await Bodies(again));
        await again.Send("new");
        Assert.Equal(11, await again.Stored());
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_everything_does_too()
    {
        using var folder = new Folder();
        await using var bus = await Bus.In(folder, _clock);
        HashSet<string> sent = [], completing = [], completed = [];
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task Work(int worker)
        {
            var receiver = bus.Receiver();
            for (var i = 0; i < 60; i++)
            {
                await bus.Send($"{worker}/{i}");
                Note(sent, $"{worker}/{i}");
                var message = await receiver.Next();
                if (i % 3 > 0)
                {
                    Note(completing, message.Text());
                    await receiver.CompleteMessageAsync(message, Bus.Stop);
                    Note(completed, message.Text());
                }
                if (i == 30)
                {
                    enough.TrySetResult();
                }
            }
        }
        void Note(HashSet<string> what, string body)
        {
            lock (sent)
            {
                what.Add(body);
            }
        }

        var work = Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(() => Work(worker))));
        await enough.Task;
        string[] mustBeThere, mustBeGone;
        lock (sent)
        {
            (mustBeThere, mustBeGone) = ([.. sent.Except(completing)], [.. completed]);
        }
        using var image = bus.CrashImage();
        string[] mayBeGone;
        lock (sent)
        {
            mayBeGone = [.. completing];
        }
        await work;
        await using var again = await Bus.In(image, _clock);
        var there = (await again.Receiver().PeekMessagesAsync(1000, 0, Bus.Stop)).Select(message => message.Text()).ToArray();

        Assert.NotEmpty(mustBeGone);
        Assert.Empty(mustBeThere.Except(mayBeGone).Except(there));
        Assert.Empty(mustBeGone.Intersect(there));
        Assert.Equal(there.Length, there.Distinct().Count());
    }

    [Fact]
    public async Task A_message_that_was_locked_is_available_again_and_the_delivery_counts()
    {
        using var folder = new Folder();
        await using var bus = await Bus.In(folder, _clock);
        await bus.Send("a");
        await bus.Receiver().Next();
        // Nothing else is written, so the lock is stored after a moment by itself.
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        await bus.Settle();

        using var image = bus.CrashImage();
        await using var again = await Bus.In(image, _clock);

        Assert.Equal(2, (await again.Receiver().Next()).DeliveryCount);
    }

    [Fact]
    public async Task A_message_that_brings_the_process_down_each_time_is_dead_lettered_in_the_end()
    {
        var resources = Bus.Queue(queue => queue with { MaxDeliveryCount = 3 });
        var folder = new Folder();
        for (var crash = 1; crash <= 3; crash++)
        {
            using var before = folder;
            await using var bus = await Bus.In(before, _clock, resources);
            if (crash == 1)
            {
                await bus.Send("poison");
            }
            Assert.Equal(crash, (await bus.Receiver().Next()).DeliveryCount);
            // The next write of anybody stores what is locked.
            await bus.Send("other");
            folder = bus.CrashImage();
        }
        using var last = folder;

        await using var again = await Bus.In(last, _clock, resources);

        var dead = await again.DeadLetters().Next();
        Assert.Equal(("poison", "MaxDeliveryCountExceeded"), (dead.Text(), dead.DeadLetterReason));
        Assert.Equal(1, (await again.Receiver().Next()).DeliveryCount);
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

    private static async Task<IEnumerable<string>> Bodies(Bus bus) =>
        (await bus.Receiver().PeekMessagesAsync(100, 0, Bus.Stop)).Select(message => message.Text());
}
