using Azure.Messaging.ServiceBus;

namespace Serverless.Embedded.ServiceBus.Tests;

public class When_something_is_not_there_or_not_supported
{
    [Fact]
    public async Task An_entity_that_is_not_declared_is_named()
    {
        await using var bus = await Bus.WithQueue();

        var failure = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Sender("nowhere").SendMessageAsync(Bus.Message("a"), Bus.Stop));

        Assert.Equal((ServiceBusFailureReason.MessagingEntityNotFound, "nowhere", false), (failure.Reason, failure.EntityPath, failure.IsTransient));
        Assert.Contains("'nowhere'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(
            ServiceBusFailureReason.MessagingEntityNotFound,
            await Receiving.FailsWith(() => bus.Receiver("nowhere").ReceiveMessageAsync(cancellationToken: Bus.Stop)));
    }

    [Fact]
    public async Task A_namespace_that_does_not_run_here_is_named()
    {
        await using var client = new ServiceBusClient("Endpoint=sb://nobody.embedded/;SharedAccessKeyName=a;SharedAccessKey=b");

        var failure = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("orders").SendMessageAsync(Bus.Message("a"), Bus.Stop));

        Assert.Equal((ServiceBusFailureReason.ServiceCommunicationProblem, true), (failure.Reason, failure.IsTransient));
        Assert.Contains("'nobody.embedded'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_namespace_is_refused_with_what_to_do_instead()
    {
        var failure = Assert.Throws<NotSupportedException>(
            () => new ServiceBusClient("Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=b"));

        Assert.Contains("FunctionsRuntime=azure", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_must_be_one_and_name_an_endpoint()
    {
        Assert.Throws<FormatException>(() => new ServiceBusClient("nonsense"));
        Assert.Throws<ArgumentException>(() => new ServiceBusClient("SharedAccessKeyName=a;SharedAccessKey=b"));
        Assert.ThrowsAny<ArgumentException>(() => new ServiceBusClient(""));
    }

    [Fact]
    public async Task Two_buses_cannot_have_one_name()
    {
        await using var bus = await Bus.WithQueue();
        await using var other = new Broker(bus.Database, bus.Clock);

        Assert.Throws<InvalidOperationException>(() => other.Register(bus.Client.FullyQualifiedNamespace));
    }

    [Fact]
    public async Task A_closed_client_sender_or_receiver_says_so()
    {
        await using var bus = await Bus.WithQueue();
        var sender = bus.Sender();
        await sender.CloseAsync(Bus.Stop);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sender.SendMessageAsync(Bus.Message("a"), Bus.Stop));

        var receiver = bus.Receiver();
        var waiting = receiver.ReceiveMessageAsync(TimeSpan.FromHours(1), Bus.Stop);
        await receiver.CloseAsync(Bus.Stop);
        await Assert.ThrowsAsync<TaskCanceledException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiver.ReceiveMessageAsync(cancellationToken: Bus.Stop));

        await bus.Client.DisposeAsync();
        Assert.True(bus.Client.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => bus.Sender());
    }

    [Fact]
    public async Task Transactions_are_refused()
    {
        await using var bus = await Bus.WithQueue();
        using var transaction = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled);

        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => bus.Send("a"));

        Assert.Contains("transactions", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_transfer_dead_letters_are_refused()
    {
        await using var bus = await Bus.WithQueue();

        Assert.Throws<NotSupportedException>(() => bus.Client.CreateReceiver("orders", new ServiceBusReceiverOptions { SubQueue = SubQueue.TransferDeadLetter }));
    }

    [Fact]
    public async Task A_dead_letter_cannot_be_dead_lettered()
    {
        await using var bus = await Bus.WithQueue();
        await bus.Send("a");
        var receiver = bus.Receiver();
        await receiver.DeadLetterMessageAsync(await receiver.Next(), "Malformed", cancellationToken: Bus.Stop);
        var dead = await bus.DeadLetters().Next();

        await Assert.ThrowsAsync<InvalidOperationException>(() => bus.DeadLetters().DeadLetterMessageAsync(dead, "Again", cancellationToken: Bus.Stop));
    }

    [Fact]
    public void A_message_refuses_what_the_service_would_refuse()
    {
        var message = new ServiceBusMessage("a") { SessionId = "s" };

        Assert.Throws<ArgumentException>(() => message.MessageId = "");
        Assert.Throws<ArgumentException>(() => message.MessageId = new string('x', 129));
        Assert.Throws<ArgumentException>(() => message.SessionId = new string('x', 129));
        Assert.Throws<ArgumentOutOfRangeException>(() => message.PartitionKey = "other");
        Assert.Throws<ArgumentOutOfRangeException>(() => message.TimeToLive = TimeSpan.Zero);
    }

    [Fact]
    public async Task Impossible_arguments_are_refused()
    {
        await using var bus = await Bus.WithQueue();
        var receiver = bus.Receiver();

        await Assert.ThrowsAsync<ArgumentNullException>(() => bus.Sender().SendMessageAsync(null!, Bus.Stop));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => receiver.ReceiveMessagesAsync(0, cancellationToken: Bus.Stop));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => receiver.ReceiveMessageAsync(TimeSpan.Zero, Bus.Stop));
        await Assert.ThrowsAsync<ArgumentNullException>(() => receiver.CompleteMessageAsync(null!, Bus.Stop));
        await Assert.ThrowsAsync<TaskCanceledException>(() => receiver.ReceiveMessageAsync(cancellationToken: new CancellationToken(true)));
        Assert.ThrowsAny<ArgumentException>(() => bus.Client.CreateSender(" "));
    }
}
