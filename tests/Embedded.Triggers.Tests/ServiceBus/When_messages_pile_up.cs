using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Triggers.Tests.ServiceBus;

public sealed class When_messages_pile_up
{
    public sealed class Single(Calls calls)
    {
        [Function("Single")]
        public Task Run([ServiceBusTrigger("orders", Connection = "ServiceBusConnection")] string body) => calls.With(body);
    }

    public sealed class Batched(Calls calls)
    {
        [Function("Batched")]
        public Task Run([ServiceBusTrigger("orders", Connection = "ServiceBusConnection", IsBatched = true)] string[] bodies) => calls.With(bodies);
    }

    public sealed class BatchedMessages(Calls calls)
    {
        [Function("BatchedMessages")]
        public async Task Run(
            [ServiceBusTrigger("orders", Connection = "ServiceBusConnection", IsBatched = true)] IReadOnlyList<ServiceBusReceivedMessage> messages,
            ServiceBusMessageActions actions)
        {
            await actions.DeadLetterMessageAsync(messages[0], deadLetterReason: "first");
            await calls.With(messages.Count);
        }
    }

    [Fact]
    public async Task No_more_of_them_are_handled_at_once_than_allowed()
    {
        await using var host = await TriggerHost.Start<Single>(Max(2));
        var gate = new TaskCompletionSource();
        host.Calls.Then = _ => gate.Task;

        await Send(host, 5);
        await host.Calls.Next<string>();
        await host.Calls.Next<string>();
        var third = host.Calls.Next<string>();

        Assert.Equal((2, false), (host.Calls.Count, third.IsCompleted));
        gate.SetResult();
        await third;
        await host.UntilIdle();
        Assert.Equal(5, host.Calls.Count);
    }

    [Fact]
    public async Task They_come_in_one_batch()
    {
        await using var host = await TriggerHost.Start<Batched>();

        await Send(host, 3);

        Assert.Equal(["m1", "m2", "m3"], await host.Calls.Next<string[]>());
    }

    [Fact]
    public async Task A_batch_that_failed_comes_again()
    {
        await using var host = await TriggerHost.Start<Batched>();
        host.Calls.FailFirst(1);

        await Send(host, 2);
        await host.Calls.Next<string[]>();

        Assert.Equal(["m1", "m2"], (await host.Calls.Next<string[]>()).Order());
        await host.UntilIdle();
        Assert.Empty(await host.Bus.CreateReceiver("orders").PeekMessagesAsync(10, 0, Stop));
    }

    [Fact]
    public async Task Each_message_of_a_batch_can_be_settled_on_its_own()
    {
        await using var host = await TriggerHost.Start<BatchedMessages>();

        await Send(host, 2);
        await host.Calls.Next<int>();
        await host.UntilIdle();

        Assert.Empty(await host.Bus.CreateReceiver("orders").PeekMessagesAsync(10, 0, Stop));
        Assert.Equal("m1", Assert.Single(await host.DeadLetters().PeekMessagesAsync(10, 0, Stop)).Body.ToString());
    }

    [Fact]
    public async Task A_batch_is_no_larger_than_allowed()
    {
        await using var host = await TriggerHost.Start<Batched>("AzureFunctionsJobHost:extensions:serviceBus:maxMessageBatchSize=2");

        await Send(host, 3);

        Assert.Equal((2, 1), ((await host.Calls.Next<string[]>()).Length, (await host.Calls.Next<string[]>()).Length));
    }

    [Fact]
    public async Task A_batch_waits_for_its_least_size_but_not_for_ever()
    {
        var clock = new TimerClock();
        await using var host = await TriggerHost.Start<Batched>(clock, Database.InMemory(),
            "AzureFunctionsJobHost:extensions:serviceBus:minMessageBatchSize=3", "AzureFunctionsJobHost:extensions:serviceBus:maxBatchWaitTime=00:00:10");

        await Send(host, 2);
        await clock.UntilWaitedFor(TimeSpan.FromSeconds(10));
        Assert.Equal(0, host.Calls.Count);
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(2, (await host.Calls.Next<string[]>()).Length);
    }

    [Fact]
    public async Task Draining_ends_what_runs_and_leaves_the_rest()
    {
        await using var host = await TriggerHost.Start<Single>(Max(1));
        var gate = new TaskCompletionSource();
        host.Calls.Then = _ => gate.Task;

        await Send(host, 3);
        await host.Calls.Next<string>();
        var drained = host.Drain();
        Assert.False(drained.IsCompleted);
        gate.SetResult();
        await drained;

        Assert.Equal(1, host.Calls.Count);
        Assert.Equal(2, (await host.Bus.CreateReceiver("orders").ReceiveMessagesAsync(10, TimeSpan.FromSeconds(20), Stop)).Count);
    }

    [Theory]
    [InlineData("00:05:00", 1)]
    [InlineData("00:00:00", 2)]
    public async Task The_lock_of_a_long_invocation_is_renewed_as_long_as_allowed(string longest, int deliveries)
    {
        var clock = new TimerClock();
        await using var host = await TriggerHost.Start<Single>(clock, Database.InMemory(), $"AzureFunctionsJobHost:extensions:serviceBus:maxAutoLockRenewalDuration={longest}");
        var gate = new TaskCompletionSource();
        host.Calls.Then = _ => gate.Task;

        await Send(host, 1);
        await host.Calls.Next<string>();
        for (var i = 0; i < 18; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
        }
        if (deliveries > 1)
        {
            await host.Calls.Next<string>();
        }
        gate.SetResult();
        await host.UntilIdle();

        Assert.InRange(host.Calls.Count, deliveries, deliveries == 1 ? 1 : 3);
    }

    private static string Max(int calls) => $"AzureFunctionsJobHost:extensions:serviceBus:maxConcurrentCalls={calls}";

    private static Task Send(TriggerHost host, int messages) =>
        host.Sender().SendMessagesAsync(Enumerable.Range(1, messages).Select(i => new ServiceBusMessage($"m{i}")), Stop);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
