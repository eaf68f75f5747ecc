using Microsoft.Azure.Functions.Worker;
using Serverless.Embedded.Storage;
using Serverless.Servers;

namespace Serverless.Embedded.Triggers.Tests.StorageQueues;

public sealed class When_a_queue_of_this_process_has_messages() : When_a_queue_has_messages(() => Task.FromResult("embedded"));

/// <summary>A real queue service: the same, to the last pop receipt.</summary>
public sealed class When_a_queue_of_a_storage_account_has_messages(Azurite azurite) : When_a_queue_has_messages(azurite.Connection), IClassFixture<Azurite>;

public abstract class When_a_queue_has_messages(Func<Task<string>> connection)
{
    private static int _last;

    // Of each test its own, as all share the account.
    private readonly string _queue = $"queue-{Interlocked.Increment(ref _last)}";

    public sealed record Import(string Id);

    public sealed class Texts(Calls calls)
    {
        [Function("Texts")]
        public Task Run([QueueTrigger("%Queue%")] string text, long dequeueCount, string id, string popReceipt, DateTimeOffset insertionTime) =>
            calls.With((text, dequeueCount, id.Length > 0 && popReceipt.Length > 0 && insertionTime.Year >= 2026));
    }

    public sealed class Classes(Calls calls)
    {
        [Function("Classes")]
        public Task Run([QueueTrigger("%Queue%")] Import import) => calls.With(import);
    }

    public sealed class Poison(Calls calls)
    {
        [Function("Poison")]
        public Task Run([QueueTrigger("%Queue%-poison")] string text) => calls.With((text, 0L, true));
    }

    public sealed class Chain(Calls calls)
    {
        [Function("Chain"), QueueOutput("%Queue%-next")]
        public static string[] Run([QueueTrigger("%Queue%")] string text) => [$"1 {text}", $"2 {text}"];

        [Function("Next")]
        public Task Next([QueueTrigger("%Queue%-next")] string text) => calls.With(text);
    }

    public sealed class Bytes(Calls calls)
    {
        [Function("Bytes")]
        public Task Run([QueueTrigger("%Queue%")] byte[] bytes) => calls.With(bytes);
    }

    [Fact]
    public async Task They_come_as_text_with_their_facts()
    {
        await using var host = await Start<Texts>();

        await Put(host, "häuser");

        Assert.Equal(("häuser", 1, true), await host.Calls.Next<(string, long, bool)>());
        await host.UntilIdle();
        Assert.Equal(0, await host.Queues.Count(_queue));
    }

    [Fact]
    public async Task They_come_as_a_class_from_a_queue_that_a_setting_names()
    {
        await using var host = await Start<Classes>();

        await Put(host, """{"id":"i-1"}""");

        Assert.Equal(new Import("i-1"), await host.Calls.Next<Import>());
    }

    [Fact]
    public async Task They_come_as_bytes()
    {
        await using var host = await Start<Bytes>();

        await host.Queues.Put(_queue, [Convert.ToBase64String([1, 2])], Stop);

        Assert.Equal([1, 2], await host.Calls.Next<byte[]>());
    }

    [Fact]
    public async Task Without_an_encoding_they_are_plain_text()
    {
        await using var host = await Start<Texts>("AzureFunctionsJobHost:extensions:queues:messageEncoding=none");

        await host.Queues.Put(_queue, ["plain"], Stop);

        Assert.Equal("plain", (await host.Calls.Next<(string, long, bool)>()).Item1);
    }

    [Fact]
    public async Task One_that_keeps_failing_ends_in_the_poison_queue()
    {
        await using var host = await Start<Texts>();
        host.Calls.FailFirst(99);

        await Put(host, "x");
        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal(i, (await host.Calls.Next<(string, long, bool)>()).Item2);
        }
        await host.UntilIdle();

        Assert.Equal((0, 1), (await host.Queues.Count(_queue), await host.Queues.Count(_queue + "-poison")));
    }

    [Fact]
    public async Task One_that_failed_comes_again_after_the_visibility_timeout()
    {
        await using var host = await Start<Texts>("AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:02");
        host.Calls.FailFirst(1);

        await Put(host, "x");
        await host.Calls.Next<(string, long, bool)>();
        var failed = TimeProvider.System.GetTimestamp();

        Assert.Equal(2, (await host.Calls.Next<(string, long, bool)>()).Item2);
        Assert.True(TimeProvider.System.GetElapsedTime(failed) > TimeSpan.FromSeconds(1)); // The account counts whole seconds.
    }

    [Fact]
    public async Task One_whose_function_takes_long_is_kept_from_others()
    {
        var clock = new TimerClock();
        await using var host = await Start<Texts>(clock);
        var gate = new TaskCompletionSource();
        host.Calls.Then = _ => gate.Task;

        await Put(host, "x");
        await host.Calls.Next<(string, long, bool)>();
        clock.Advance(TimeSpan.FromMinutes(12));
        gate.SetResult();
        await host.UntilIdle();

        Assert.Equal((1, 0), (host.Calls.Count, await host.Queues.Count(_queue)));
    }

    [Fact]
    public async Task What_fails_on_a_poison_queue_stays_there()
    {
        await using var host = await Start<Poison>();
        host.Calls.FailFirst(99);

        await host.Queues.Put($"{_queue}-poison", ["eA=="], Stop);
        await host.Calls.Next<(string, long, bool)>();
        await host.UntilIdle();

        Assert.Equal((1, 1), (host.Calls.Count, await host.Queues.Count($"{_queue}-poison")));
    }

    [Fact]
    public async Task What_a_function_returns_can_be_more_of_them()
    {
        await using var host = await Start<Chain>();

        await Put(host, "<&\"x\">");

        Assert.Equal(["1 <&\"x\">", "2 <&\"x\">"], new[] { await host.Calls.Next<string>(), await host.Calls.Next<string>() }.Order());
    }

    [Fact]
    public async Task One_that_is_longer_than_a_queue_takes_fails_its_function()
    {
        await using var host = await Start<Chain>();

        await Put(host, new string('x', 48 * 1024));
        await host.UntilIdle();

        Assert.Equal((0, 1), (host.Calls.Count, await host.Queues.Count(_queue + "-poison")));
    }

    [Fact]
    public async Task No_more_are_handled_at_once_than_a_batch_and_its_threshold()
    {
        await using var host = await Start<Texts>("AzureFunctionsJobHost:extensions:queues:batchSize=2", "AzureFunctionsJobHost:extensions:queues:newBatchThreshold=0");
        var (running, most) = (0, 0);
        host.Calls.Then = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
        };

        await host.Queues.Put(_queue, ["eA==", "eQ==", "eg==", "eA==", "eQ==", "eg=="], Stop);
        for (var message = 0; message < 6; message++)
        {
            await host.Calls.Next<(string, long, bool)>();
        }

        Assert.InRange(most, 1, 2);
    }

    private Task Put(TriggerHost host, string text) => host.Queues.Put(_queue, [Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text))], Stop);

    private Task<TriggerHost> Start<TFunctions>(params string[] settings) => Start<TFunctions>(TimeProvider.System, settings);

    private async Task<TriggerHost> Start<TFunctions>(TimeProvider clock, params string[] settings) => await TriggerHost.Start<TFunctions>(
        clock, Database.InMemory(), [$"AzureWebJobsStorage={await connection()}", $"Queue={_queue}", .. settings]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
