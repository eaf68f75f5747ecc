using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Tests.Remote;

public class When_the_broker_is_in_another_process
{
    private static readonly DateTimeOffset Later = new(2026, 3, 1, 12, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_message_arrives_as_it_was_sent()
    {
        await using var bus = await Bus.WithQueue();
        var guest = await Guest.Of(bus);
        var sent = new ServiceBusMessage("body")
        {
            MessageId = "m1",
            Subject = "subject",
            CorrelationId = "order",
            ContentType = "text/plain",
            ReplyTo = "there",
            To = "here",
            TimeToLive = TimeSpan.FromHours(1),
            ApplicationProperties = { ["number"] = 7, ["time"] = Later, ["text"] = "ü" },
        };

        await guest.Client.CreateSender("orders").SendMessageAsync(sent, Bus.Stop);
        var (near, far) = (await bus.Receiver().PeekMessagesAsync(1, 0, Bus.Stop), await guest.Receiver().ReceiveMessageAsync(null, Bus.Stop));

        Assert.Equivalent(near[0].Data, far.Data, strict: true);
        Assert.Equal((1, near[0].SequenceNumber, near[0].EnqueuedTime, near[0].ExpiresAt), (far.DeliveryCount, far.SequenceNumber, far.EnqueuedTime, far.ExpiresAt));
        Assert.Equal(bus.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), far.LockedUntil);
        Assert.Equal(("subject", 7, "ü"), (far.Subject, far.ApplicationProperties["number"], far.ApplicationProperties["text"]));
    }

    [Fact]
    public async Task Each_way_to_settle_does_there_what_it_does_here()
    {
        await using var bus = await Bus.WithQueue();
        var guest = await Guest.Of(bus);
        foreach (var id in (string[])["complete", "abandon", "defer", "dead-letter"])
        {
            await guest.Send(id, id);
        }
        var receiver = guest.Receiver();
        var messages = (await receiver.ReceiveMessagesAsync(4, null, Bus.Stop)).ToDictionary(message => message.MessageId);

        await receiver.CompleteMessageAsync(messages["complete"], Bus.Stop);
        await receiver.AbandonMessageAsync(messages["abandon"], new Dictionary<string, object> { ["tried"] = 1 }, Bus.Stop);
        await receiver.Defer(messages["defer"], null, Bus.Stop);
        await receiver.DeadLetterMessageAsync(messages["dead-letter"], "bad", "very", Bus.Stop);

        var again = await receiver.ReceiveMessageAsync(null, Bus.Stop);
        var dead = await bus.DeadLetters().ReceiveMessageAsync(null, Bus.Stop);
        Assert.Equal(("abandon", 2, 1), (again.MessageId, again.DeliveryCount, again.ApplicationProperties["tried"]));
        Assert.Equal(("dead-letter", "bad", "very"), (dead.MessageId, dead.DeadLetterReason, dead.DeadLetterErrorDescription));
        Assert.Equal(["abandon", "defer"], (await guest.Receiver().PeekMessagesAsync(9, 0, Bus.Stop)).Select(message => message.MessageId));
    }

    [Fact]
    public async Task A_lock_that_is_renewed_there_lasts_longer()
    {
        await using var bus = await Bus.WithQueue();
        var guest = await Guest.Of(bus);
        await guest.Send("one");
        var receiver = guest.Receiver();
        var message = await receiver.ReceiveMessageAsync(null, Bus.Stop);

        bus.Clock.Advance(TimeSpan.FromSeconds(40));
        await receiver.RenewMessageLockAsync(message, Bus.Stop);
        bus.Clock.Advance(TimeSpan.FromSeconds(40));

        await receiver.CompleteMessageAsync(message, Bus.Stop);
        Assert.Equal(0, await bus.Stored());
    }

    [Fact]
    public async Task A_scheduled_message_can_be_taken_back_from_there()
    {
        await using var bus = await Bus.WithQueue();
        var guest = await Guest.Of(bus);
        var sender = guest.Client.CreateSender("orders");

        var number = await sender.ScheduleMessageAsync(Bus.Message("later"), bus.Clock.GetUtcNow() + TimeSpan.FromHours(1), Bus.Stop);
        await sender.CancelScheduledMessageAsync(number, Bus.Stop);

        Assert.Equal(0, await bus.Stored());
    }

    [Fact]
    public async Task What_is_refused_here_is_refused_there_in_the_same_words()
    {
        await using var bus = await Bus.WithQueue();
        var guest = await Guest.Of(bus);
        await guest.Send("one");

        Assert.Equal(await LockLost(bus, bus.Client), await LockLost(bus, guest.Client));
        Assert.Equal(await NotThere(bus.Client), await NotThere(guest.Client));
        Assert.Equal(await DeadTwice(bus.Client), await DeadTwice(guest.Client));
    }

    [Fact]
    public async Task A_message_is_locked_for_one_of_two_guests()
    {
        await using var bus = await Bus.WithQueue();
        var (one, other) = (await Guest.Of(bus), await Guest.Of(bus));
        await one.Send("one");

        await one.Receiver().ReceiveMessageAsync(null, Bus.Stop);
        using var stop = new CancellationTokenSource();
        var waiting = other.Receiver().ReceiveMessageAsync(null, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task The_messages_of_a_guest_that_died_come_again_when_their_locks_expire()
    {
        await using var bus = await Bus.WithQueue();
        var (dying, other) = (await Guest.Of(bus), await Guest.Of(bus));
        await dying.Send("one", "m1");
        var waiting = other.Receiver().ReceiveMessageAsync(null, Bus.Stop);
        await dying.Send("two", "m2");
        await waiting;

        await dying.Receiver().ReceiveMessageAsync(null, Bus.Stop);
        var next = other.Receiver().ReceiveMessageAsync(TimeSpan.FromMinutes(5), Bus.Stop);
        Assert.False(next.IsCompleted);
        bus.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, (await next).DeliveryCount);
    }

    [Fact]
    public async Task A_receive_that_is_given_up_leaves_nothing_locked()
    {
        await using var bus = await Bus.WithQueue();
        var guest = await Guest.Of(bus);
        using var stop = new CancellationTokenSource();
        var waiting = guest.Receiver().ReceiveMessageAsync(null, stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await guest.Send("one");

        Assert.Equal(1, (await bus.Receiver().ReceiveMessageAsync(null, Bus.Stop)).DeliveryCount);
    }

    [Fact]
    public async Task A_receive_can_be_given_up_before_it_has_reached_the_broker()
    {
        await using var bus = await Bus.WithQueue();
        var guest = await Guest.Of(bus);
        var (passed, asked) = (new TaskCompletionSource(), new TaskCompletionSource());
        guest.Before = request =>
        {
            if (request.RequestUri!.AbsolutePath == "/end-wait")
            {
                asked.TrySetResult();
                return Task.CompletedTask;
            }
            return passed.Task;
        };
        using var stop = new CancellationTokenSource();
        var waiting = guest.Receiver().ReceiveMessageAsync(null, stop.Token);

        await stop.CancelAsync();
        await asked.Task;
        passed.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_host_that_ends_answers_those_who_wait_and_hands_nothing_out_any_more()
    {
        await using var bus = await Bus.WithQueue();
        var guest = await Guest.Of(bus);
        var waiting = guest.Receiver().ReceiveMessageAsync(null, Bus.Stop);

        guest.EndWaits();
        await guest.Send("one");

        Assert.Equal((null, null), (await waiting, await guest.Receiver().ReceiveMessageAsync(null, Bus.Stop)));
        Assert.Equal(0, Assert.Single(await bus.Receiver().PeekMessagesAsync(1, 0, Bus.Stop)).DeliveryCount);
    }

    [Fact]
    public async Task A_broken_connection_is_a_problem_that_may_pass()
    {
        await using var bus = await Bus.WithQueue();
        var guest = await Guest.Of(bus);
        guest.Before = _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The host has ended.");

        var failure = await Assert.ThrowsAsync<ServiceBusException>(() => guest.Send("one"));

        Assert.Equal((true, ServiceBusFailureReason.ServiceCommunicationProblem), (failure.IsTransient, failure.Reason));
    }

    private static async Task<string> LockLost(Bus bus, ServiceBusClient client)
    {
        var receiver = client.CreateReceiver("orders");
        var message = await receiver.ReceiveMessageAsync(null, Bus.Stop);
        bus.Clock.Advance(TimeSpan.FromMinutes(1));
        return await Refusal<ServiceBusException>(() => receiver.CompleteMessageAsync(message, Bus.Stop));
    }

    private static Task<string> NotThere(ServiceBusClient client) =>
        Refusal<ServiceBusException>(() => client.CreateSender("nowhere").SendMessageAsync(Bus.Message("one"), Bus.Stop));

    private static async Task<string> DeadTwice(ServiceBusClient client)
    {
        var receiver = client.CreateReceiver("orders");
        var message = await receiver.ReceiveMessageAsync(null, Bus.Stop);
        await receiver.DeadLetterMessageAsync(message, "bad", null, Bus.Stop);
        var dead = client.CreateReceiver("orders", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var letter = await dead.ReceiveMessageAsync(null, Bus.Stop);
        var refusal = await Refusal<InvalidOperationException>(() => dead.DeadLetterMessageAsync(letter, "bad", null, Bus.Stop));
        await dead.CompleteMessageAsync(letter, Bus.Stop);
        await client.CreateSender("orders").SendMessageAsync(Bus.Message("another"), Bus.Stop);
        return refusal;
    }

    private static async Task<string> Refusal<T>(Func<Task> call) where T : Exception
    {
        var failure = await Assert.ThrowsAsync<T>(call);
        return $"{failure.Message} {(failure as ServiceBusException)?.EntityPath}";
    }
}
