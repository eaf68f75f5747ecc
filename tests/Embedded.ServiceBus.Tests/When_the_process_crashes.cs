namespace Serverless.Embedded.ServiceBus.Tests;

public class When_the_process_crashes
{
    private readonly TimerClock _clock = new();

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

    private static async Task<IEnumerable<string>> Bodies(Bus bus) =>
        (await bus.Receiver().PeekMessagesAsync(100, 0, Bus.Stop)).Select(message => message.Text());
}
