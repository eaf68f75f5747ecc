using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Tests;

public class When_a_message_is_received
{
    [Fact]
    public async Task It_is_what_was_sent()
    {
        await using var bus = await Bus.WithQueue();
        var sent = new ServiceBusMessage("{\"total\":1999}")
        {
            MessageId = "m-1",
            CorrelationId = "order-1",
            Subject = "OrderPlaced",
            ContentType = "application/json",
            To = "payments",
            ReplyTo = "orders",
            ReplyToSessionId = "r",
            SessionId = "s",
            PartitionKey = "s",
            ApplicationProperties = { ["attempt"] = 3, ["at"] = bus.Clock.GetUtcNow(), ["nothing"] = null!, ["amount"] = 19.99m },
        };
        await bus.Sender().SendMessageAsync(sent, Bus.Stop);

        var message = await bus.Receiver().Next();

        Assert.Equal("{\"total\":1999}", message.Text());
        Assert.Equal(
            ("m-1", "order-1", "OrderPlaced", "application/json", "payments", "orders", "r", "s", "s"),
            (message.MessageId, message.CorrelationId, message.Subject, message.ContentType, message.To, message.ReplyTo, message.ReplyToSessionId, message.SessionId, message.PartitionKey));
        Assert.Equal([("amount", 19.99m), ("at", bus.Clock.GetUtcNow()), ("attempt", 3), ("nothing", null!)],
            message.ApplicationProperties.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key));
    }

    [Fact]
    public async Task It_says_when_it_came_how_often_and_how_long_it_is_locked()
    {
        await using var bus = await Bus.WithQueue(queue => queue with { LockDuration = TimeSpan.FromSeconds(30) });
        var sentAt = bus.Clock.GetUtcNow();
        await bus.Send("a");
        bus.Clock.Advance(TimeSpan.FromSeconds(5));

        var message = await bus.Receiver().Next();

        Assert.Equal(sentAt, message.EnqueuedTime);
        Assert.Equal(sentAt + TimeSpan.FromSeconds(35), message.LockedUntil);
        Assert.Equal((1, 1L), (message.DeliveryCount, message.SequenceNumber));
        Assert.Equal(DateTimeOffset.MaxValue, message.ExpiresAt);
        Assert.NotEqual(Guid.Empty, Guid.Parse(message.LockToken));
    }

    [Fact]
    public async Task It_goes_to_a_receiver_that_waited_for_it()
    {
        await using var bus = await Bus.WithQueue();
        var waiting = bus.Receiver().Next();
        Assert.False(waiting.IsCompleted);

        await bus.Send("a");

        Assert.Equal("a", (await waiting).Text());
    }

    [Fact]
    public async Task Messages_come_in_the_order_in_which_they_were_sent()
    {
        await using var bus = await Bus.WithQueue();
        foreach (var body in (string[])["a", "b", "c"])
        {
            await bus.Send(body);
        }

        var messages = await bus.Receiver().ReceiveMessagesAsync(10, cancellationToken: Bus.Stop);

        Assert.Equal(["a", "b", "c"], messages.Select(message => message.Text()));
    }

    [Fact]
    public async Task A_wait_for_nothing_ends_with_nothing()
    {
        await using var bus = await Bus.WithQueue();
        var waiting = bus.Receiver().ReceiveMessageAsync(TimeSpan.FromSeconds(10), Bus.Stop);

        bus.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(waiting.IsCompleted);
        bus.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await waiting);
    }

    [Fact]
    public async Task A_cancelled_wait_takes_no_message()
    {
        await using var bus = await Bus.WithQueue();
        using var cancel = new CancellationTokenSource();
        var waiting = bus.Receiver().ReceiveMessageAsync(TimeSpan.FromSeconds(10), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => waiting);

        await bus.Send("a");

        Assert.Equal(1, (await bus.Receiver().Next()).DeliveryCount);
    }

    [Fact]
    public async Task Receive_and_delete_leaves_nothing_behind()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a");
        var receiver = bus.Client.CreateReceiver("orders", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });

        var message = await receiver.Next();

        Assert.Equal("a", message.Text());
        Assert.Empty(await bus.Receiver().PeekMessagesAsync(1, 0, Bus.Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(message, Bus.Stop));
    }

    [Fact]
    public async Task Competing_receivers_get_each_message_once()
    {
        await using var bus = await Bus.WithQueue();
        const int Messages = 2000;
        var bodies = Enumerable.Range(0, Messages).Select(number => $"{number}").ToArray();
        var received = new List<string>();
        var all = new TaskCompletionSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Bus.Stop);
        var receivers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var receiver = bus.Receiver();
            while (!stop.IsCancellationRequested)
            {
                foreach (var message in await receiver.ReceiveMessagesAsync(7, TimeSpan.FromDays(1), stop.Token))
                {
                    await receiver.CompleteMessageAsync(message, Bus.Stop);
                    lock (received)
                    {
                        received.Add(message.Text());
                        if (received.Count == Messages)
                        {
                            all.SetResult();
                        }
                    }
                }
            }
        })).ToArray();

        await Task.WhenAll(bodies.Select(body => bus.Send(body)));
        await all.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Bus.Stop);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(receivers));
        Assert.Equal(bodies.Order(), received.Order());
        Assert.Equal((Messages, true), (bus.Broker.MessagesSent, bus.Broker.IsIdle));
    }

    [Fact]
    public async Task A_long_backlog_comes_back_whole_from_the_disk()
    {
        await using var bus = await Bus.WithQueue();
        var body = new string('x', 200_000);
        for (var i = 0; i < 50; i++)
        {
            await bus.Send($"{i} {body}");
        }

        var messages = await bus.Receiver().ReceiveMessagesAsync(50, cancellationToken: Bus.Stop);

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i} {body}"), messages.Select(message => message.Text()));
    }
}
