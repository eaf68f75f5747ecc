using System.Net;
using System.Text;
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
        var instances = await Together(data);

        string[] messages = [.. Enumerable.Range(0, 60).Select(number => $"{number:00}")];
        await Task.WhenAll(messages.Select((message, i) => instances[i % 3].Send(message)));

        await AllAreHandled(messages, instances);
    }

    [Fact]
    public async Task Each_message_of_a_storage_queue_is_handled_once_and_all_take_part()
    {
        await using var data = new SharedData();
        var instances = await Together(data);

        string[] letters = [.. Enumerable.Range(0, 120).Select(number => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{number:000}")))];
        await Task.WhenAll(letters.Select((letter, i) => instances[i % 3].Queues.Put("letters", [letter], TestContext.Current.CancellationToken)));

        await AllAreHandled([.. Enumerable.Range(0, 120).Select(number => $"{number:000}")], instances);
    }

    [Fact]
    public async Task A_guest_settles_messages_of_a_storage_queue_as_the_host_does()
    {
        await using var data = new SharedData();
        await data.Start();
        var queues = (await data.Start()).Queues;
        await queues.Put("aside", ["one"], TestContext.Current.CancellationToken);

        var message = Assert.Single(await queues.Receive("aside", 8, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Empty(await queues.Receive("aside", 8, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        var held = await queues.Hide("aside", message, TimeSpan.FromMinutes(2));
        Assert.NotNull(held);
        Assert.True(await queues.Move("aside", held, "aside-poison"));
        Assert.False(await queues.Delete("aside", held));

        Assert.Equal((0, 1), (await queues.Count("aside"), await queues.Count("aside-poison")));
    }

    [Fact]
    public async Task All_tell_what_the_services_have_done()
    {
        await using var data = new SharedData();
        var (one, two) = (await data.Start(), await data.Start());
        await two.Send("one");

        using var counters = JsonDocument.Parse(await two.Get("admin/embedded/counters"));

        Assert.Equal(1, counters.RootElement.GetProperty("serviceBus").GetProperty("sent").GetInt32());
        Assert.Equal((true, false), (await HostsServices(one), await HostsServices(two)));
    }

    [Fact]
    public async Task Timers_and_change_feeds_run_in_one()
    {
        await using var data = new SharedData();
        var (one, two) = (await data.Start(), await data.Start());

        await two.Notes.CreateItemAsync(new { id = "a" }, new PartitionKey("a"), cancellationToken: TestContext.Current.CancellationToken);
        await one.Ticked.Task;
        await Until.True(() => !one.Followed.IsEmpty);

        Assert.Single(one.Followed);
        Assert.Equal((false, true), (two.Ticked.Task.IsCompleted, two.Followed.IsEmpty));
    }

    // No message ends before each instance has one, and none takes them all.
    private static async Task<Instance[]> Together(SharedData data)
    {
        var instances = new[] { await data.Start(), await data.Start(), await data.Start() };
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
        return instances;
    }

    private static async Task AllAreHandled(string[] messages, Instance[] instances)
    {
        await Until.True(() => instances.Sum(instance => instance.Handled.Count) >= messages.Length);
        Assert.Equal(messages, instances.SelectMany(instance => instance.Handled).Order());
        Assert.All(instances, instance => Assert.NotEmpty(instance.Handled));
    }

    private static async Task<bool> HostsServices(Instance instance)
    {
        using var status = JsonDocument.Parse(await instance.Get("admin/host/status"));
        return status.RootElement.GetProperty("hostsServices").GetBoolean();
    }
}
