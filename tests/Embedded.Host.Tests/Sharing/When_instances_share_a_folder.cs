using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Host.Tests.Sharing;

public class When_instances_share_a_folder
{
    [Fact]
    public async Task One_hosts_the_services_of_all()
    {
        await using var data = new SharedData();
        for (var i = 0; i < 3; i++)
        {
            await data.Start();
        }

        Assert.Equal([true, false, false], data.Instances.Select(instance => instance.IsHost));
    }

    [Fact]
    public async Task What_one_writes_all_read_at_once()
    {
        await using var data = new SharedData();
        var (one, two, three) = (await data.Start(), await data.Start(), await data.Start());

        foreach (var (writer, id) in ((Instance, string)[])[(one, "a"), (two, "b"), (three, "c")])
        {
            var written = await writer.Notes.CreateItemAsync(new { id }, new PartitionKey(id), cancellationToken: TestContext.Current.CancellationToken);
            foreach (var reader in data.Instances)
            {
                var read = await reader.Notes.ReadItemAsync<JsonElement>(id, new PartitionKey(id), cancellationToken: TestContext.Current.CancellationToken);
                Assert.Equal(written.ETag, read.ETag);
            }
        }
        var conflict = await Assert.ThrowsAsync<CosmosException>(() =>
            three.Notes.CreateItemAsync(new { id = "a" }, new PartitionKey("a"), cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
    }

    [Fact]
    public async Task A_token_of_one_is_signed_with_the_key_of_all()
    {
        await using var data = new SharedData();
        var (one, two) = (await data.Start(), await data.Start());

        Assert.Equal(await one.Get("identity/keys"), await two.Get("identity/keys"));
        Assert.Contains($"{two.App.BaseAddress}identity/keys", await two.Get("identity/.well-known/openid-configuration"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_message_is_handled_once_and_all_take_part()
    {
        await using var data = new SharedData();
        var instances = new[] { await data.Start(), await data.Start(), await data.Start() };
        // No message ends before each instance has one: four are with each at most.
        var together = new CountdownEvent(instances.Length);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var instance in instances)
        {
            var first = 1;
            instance.Gate = () =>
            {
                if (Interlocked.Exchange(ref first, 0) == 1 && together.Signal())
                {
                    all.SetResult();
                }
                return all.Task;
            };
        }

        string[] messages = [.. Enumerable.Range(0, 60).Select(number => $"{number:00}")];
        await Task.WhenAll(messages.Select((message, i) => instances[i % 3].Send(message)));
        await SharedData.Until(() => instances.Sum(instance => instance.Handled.Count) >= messages.Length);

        Assert.Equal(messages, instances.SelectMany(instance => instance.Handled).Order());
        Assert.All(instances, instance => Assert.NotEmpty(instance.Handled));
    }

    [Fact]
    public async Task Timers_and_change_feeds_run_in_one()
    {
        await using var data = new SharedData();
        var (one, two) = (await data.Start(), await data.Start());

        await two.Notes.CreateItemAsync(new { id = "a" }, new PartitionKey("a"), cancellationToken: TestContext.Current.CancellationToken);
        await one.Ticked.Task;
        await SharedData.Until(() => !one.Followed.IsEmpty);

        Assert.Single(one.Followed);
        Assert.Equal((false, true), (two.Ticked.Task.IsCompleted, two.Followed.IsEmpty));
    }
}
