using Microsoft.Azure.Functions.Worker;

namespace Serverless.Embedded.Triggers.Tests.StorageQueues;

public sealed class When_a_process_ends
{
    public sealed class Texts(Calls calls)
    {
        [Function("Texts")]
        public Task Run([QueueTrigger("imports")] string text) => calls.With(text);
    }

    [Fact]
    public async Task The_messages_of_its_queues_outlive_it()
    {
        var folder = Directory.CreateTempSubdirectory("queues-").FullName;
        await using (var first = await TriggerHost.StartOn<Texts>(folder))
        {
            first.Calls.FailFirst(1);
            await first.Drain();
            await first.Queues.Put("imports", [Convert.ToBase64String("x"u8)], TestContext.Current.CancellationToken);
        }

        await using var second = await TriggerHost.StartOn<Texts>(folder);

        Assert.Equal("x", await second.Calls.Next<string>());
    }
}
