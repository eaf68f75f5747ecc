using Microsoft.Azure.Cosmos;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Host.Tests.Sharing;

public class When_the_host_ends
{
    [Fact]
    public async Task Another_takes_its_place_and_nothing_is_lost()
    {
        await using var data = new SharedData();
        var (host, two, three) = (await data.Start(), await data.Start(), await data.Start());
        var handled = new[] { host.Handled, two.Handled, three.Handled };

        string[] messages = [.. Enumerable.Range(0, 80).Select(number => $"{number:00}")];
        await two.Send(messages[..40]);
        var stopping = data.Stop(host);
        foreach (var message in messages[40..])
        {
            await three.Send(message);
        }
        await stopping;
        await Until.True(() => handled.SelectMany(queue => queue).Distinct().Count() == messages.Length);

        Assert.Equal(messages, handled.SelectMany(queue => queue).Distinct().Order());
        await Until.True(() => data.Instances.Any(instance => instance.IsHost));
        Assert.Null(DataLock.TryTake(data.Folder));
        await data.Host.Ticked.Task;
    }

    [Fact]
    public async Task Requests_wait_for_the_next_host()
    {
        await using var data = new SharedData();
        var (host, two) = (await data.Start(), await data.Start());
        await host.Notes.CreateItemAsync(new { id = "a" }, new PartitionKey("a"), cancellationToken: TestContext.Current.CancellationToken);

        await data.Stop(host);

        var read = await two.Notes.ReadItemStreamAsync("a", new PartitionKey("a"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, read.StatusCode);
        await two.Notes.CreateItemAsync(new { id = "b" }, new PartitionKey("b"), cancellationToken: TestContext.Current.CancellationToken);
        await Until.True(() => two.Followed.Any(documents => documents.Contains("\"b\"", StringComparison.Ordinal)));
        Assert.True(two.IsHost);
    }

    [Fact]
    public async Task It_comes_back_as_a_guest()
    {
        await using var data = new SharedData();
        var (host, two) = (await data.Start(), await data.Start());
        var key = await host.Get("identity/keys");
        await data.Stop(host);
        await Until.True(() => two.IsHost);

        var back = await data.Start();

        Assert.Equal((two, false), (data.Host, back.IsHost));
        Assert.Equal(key, await back.Get("identity/keys"));
    }

    [Fact]
    public async Task There_are_never_two_of_them()
    {
        await using var data = new SharedData();
        for (var i = 0; i < 3; i++)
        {
            await data.Start();
        }

        while (data.Instances.Count > 1)
        {
            var others = data.Instances.Where(instance => !instance.IsHost).ToArray();
            var stopping = data.Stop(data.Host);
            await Until.True(() =>
            {
                var hosts = others.Count(instance => instance.IsHost);
                Assert.InRange(hosts, 0, 1);
                Assert.True(hosts == 0 || DataLock.TryTake(data.Folder) is null);
                return hosts == 1 && stopping.IsCompleted;
            });
        }
    }
}
