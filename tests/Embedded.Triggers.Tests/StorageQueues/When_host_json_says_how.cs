using Microsoft.Azure.Functions.Worker;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Triggers.Tests.StorageQueues;

public sealed class When_host_json_says_how
{
    private const string Queues = "AzureFunctionsJobHost:extensions:queues:";

    public sealed class Texts(Calls calls)
    {
        [Function("Texts")]
        public Task Run([QueueTrigger("texts")] string text) => calls.With(text);
    }

    [Fact]
    public async Task The_next_batch_is_taken_when_no_more_than_the_threshold_are_left_of_the_last()
    {
        await using var host = await TriggerHost.Start<Texts>(Queues + "batchSize=3", Queues + "newBatchThreshold=1");
        var gates = Enumerable.Range(0, 6).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        var next = 0;
        host.Calls.Then = _ => gates[Interlocked.Increment(ref next) - 1].Task;

        await host.Queues.Put("texts", ["eA==", "eQ==", "eg==", "eA==", "eQ==", "eg=="], Stop);
        await Until.True(() => host.Calls.Count == 3);
        gates[0].SetResult();
        await Until.True(async () => await host.Queues.Count("texts") == 5);
        Assert.Equal(3, host.Calls.Count);
        gates[1].SetResult();

        await Until.True(() => host.Calls.Count == 6);
        Array.ForEach(gates, gate => gate.TrySetResult());
    }

    [Fact]
    public async Task A_message_is_poison_after_so_many_tries()
    {
        await using var host = await TriggerHost.Start<Texts>(Queues + "maxDequeueCount=2");
        host.Calls.FailFirst(99);

        await host.Queues.Put("texts", ["eA=="], Stop);
        await Until.True(async () => await host.Queues.Count("texts-poison") == 1);

        Assert.Equal(2, host.Calls.Count);
    }

    [Fact]
    public async Task An_empty_queue_is_looked_at_again_after_the_longest_interval()
    {
        var clock = new TimerClock();
        await using var host = await TriggerHost.Start<Texts>(clock, Database.InMemory(), Queues + "maxPollingInterval=00:00:07");

        await clock.UntilWaitedFor(TimeSpan.FromSeconds(7));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
