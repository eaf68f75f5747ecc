using Microsoft.Azure.Functions.Worker;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Triggers.Tests.StorageQueues;

public sealed class When_a_queue_has_messages
{
    public sealed record Import(string Id);

    public sealed class Texts(Calls calls)
    {
        [Function("Texts")]
        public Task Run([QueueTrigger("imports")] string text, long dequeueCount, string id) => calls.With((text, dequeueCount, id.Length > 0));
    }

    public sealed class Classes(Calls calls)
    {
        [Function("Classes")]
        public Task Run([QueueTrigger("%Queue%")] Import import) => calls.With(import);
    }

    public sealed class Bytes(Calls calls)
    {
        [Function("Bytes")]
        public Task Run([QueueTrigger("imports")] byte[] bytes) => calls.With(bytes);
    }

    [Fact]
    public async Task They_come_as_text_with_their_facts()
    {
        await using var host = await TriggerHost.Start<Texts>();

        await Put(host, "häuser");

        Assert.Equal(("häuser", 1, true), await host.Calls.Next<(string, long, bool)>());
        await host.UntilIdle();
        Assert.Equal(0, host.Queues.Count("imports"));
    }

    [Fact]
    public async Task They_come_as_a_class_from_a_queue_that_a_setting_names()
    {
        await using var host = await TriggerHost.Start<Classes>("Queue=imports");

        await Put(host, """{"id":"i-1"}""");

        Assert.Equal(new Import("i-1"), await host.Calls.Next<Import>());
    }

    [Fact]
    public async Task They_come_as_bytes()
    {
        await using var host = await TriggerHost.Start<Bytes>();

        await host.Queues.Put("imports", [Convert.ToBase64String([1, 2])]);

        Assert.Equal([1, 2], await host.Calls.Next<byte[]>());
    }

    [Fact]
    public async Task Without_an_encoding_they_are_plain_text()
    {
        await using var host = await TriggerHost.Start<Texts>("AzureFunctionsJobHost:extensions:queues:messageEncoding=none");

        await host.Queues.Put("imports", ["plain"]);

        Assert.Equal("plain", (await host.Calls.Next<(string, long, bool)>()).Item1);
    }

    [Fact]
    public async Task One_that_keeps_failing_ends_in_the_poison_queue()
    {
        await using var host = await TriggerHost.Start<Texts>();
        host.Calls.FailFirst(99);

        await Put(host, "x");
        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal(i, (await host.Calls.Next<(string, long, bool)>()).Item2);
        }
        await host.UntilIdle();

        Assert.Equal((0, 1), (host.Queues.Count("imports"), host.Queues.Count("imports-poison")));
    }

    [Fact]
    public async Task One_that_failed_comes_again_after_the_visibility_timeout()
    {
        var clock = new ManualClock();
        await using var host = await TriggerHost.Start<Texts>(clock, Database.InMemory(), "AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:30");
        host.Calls.FailFirst(1);

        await Put(host, "x");
        await host.Calls.Next<(string, long, bool)>();
        await clock.UntilWaitedFor(TimeSpan.FromSeconds(30));
        Assert.Equal(1, host.Calls.Count);
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(2, (await host.Calls.Next<(string, long, bool)>()).Item2);
    }

    [Fact]
    public async Task They_outlive_the_host()
    {
        var folder = Directory.CreateTempSubdirectory("queues-").FullName;
        await using (var first = await TriggerHost.StartOn<Texts>(folder))
        {
            first.Calls.FailFirst(1);
            await first.Drain();
            await Put(first, "x");
        }

        await using var second = await TriggerHost.StartOn<Texts>(folder);

        Assert.Equal("x", (await second.Calls.Next<(string, long, bool)>()).Item1);
    }

    [Fact]
    public async Task No_more_are_handled_at_once_than_a_batch_and_its_threshold()
    {
        await using var host = await TriggerHost.Start<Texts>("AzureFunctionsJobHost:extensions:queues:batchSize=2", "AzureFunctionsJobHost:extensions:queues:newBatchThreshold=0");
        var gate = new TaskCompletionSource();
        host.Calls.Then = _ => gate.Task;

        await host.Queues.Put("imports", ["eA==", "eQ==", "eg=="]);
        await host.Calls.Next<(string, long, bool)>();
        await host.Calls.Next<(string, long, bool)>();
        var third = host.Calls.Next<(string, long, bool)>();
        Assert.False(third.IsCompleted);
        gate.SetResult();

        Assert.Equal("z", (await third).Item1);
    }

    private static Task Put(TriggerHost host, string text) => host.Queues.Put("imports", [Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text))]);
}
