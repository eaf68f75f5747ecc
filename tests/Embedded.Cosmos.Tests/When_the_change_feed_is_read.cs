using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_the_change_feed_is_read
{
    private static readonly PartitionKey Ada = new("ada");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Changes_come_in_the_order_in_which_they_were_made()
    {
        await using var account = await TestAccount.Start();
        await Create(account, "b", "a", "c");
        Assert.Equal(["b", "a", "c"], await Feed.Read(account.Orders));
    }

    [Fact]
    public async Task Pages_are_as_large_as_asked_for()
    {
        await using var account = await TestAccount.Start();
        await Create(account, "1", "2", "3", "4", "5");
        using var feed = account.Orders.GetChangeFeedIterator<Order>(ChangeFeedStartFrom.Beginning(), ChangeFeedMode.Incremental, new() { PageSizeHint = 2 });
        Assert.Equal(2, (await feed.ReadNextAsync()).Count);
        Assert.Equal(["3", "4", "5"], await Feed.Drain(feed));
    }

    [Fact]
    public async Task A_document_appears_once_at_its_latest_change()
    {
        await using var account = await TestAccount.Start();
        await Create(account, "1", "2");
        await account.Orders.UpsertItemAsync(new Order("1", "ada", 7), Ada);
        Assert.Equal(["2", "1"], await Feed.Read(account.Orders));
    }

    [Fact]
    public async Task A_deleted_document_does_not_appear()
    {
        await using var account = await TestAccount.Start();
        await Create(account, "1", "2");
        await account.Orders.DeleteItemAsync<Order>("1", Ada);
        Assert.Equal(["2"], await Feed.Read(account.Orders));
    }

    [Fact]
    public async Task Reading_from_now_leaves_out_what_was()
    {
        await using var account = await TestAccount.Start();
        await Create(account, "1");
        using var feed = account.Orders.GetChangeFeedIterator<Order>(ChangeFeedStartFrom.Now(), ChangeFeedMode.Incremental);
        Assert.Empty(await Feed.Drain(feed));
        await Create(account, "2");
        Assert.Equal(["2"], await Feed.Drain(feed));
    }

    [Fact]
    public async Task Reading_from_a_time_leaves_out_what_was_before()
    {
        var clock = new ManualClock();
        await using var account = await TestAccount.Start(clock: clock);
        await Create(account, "1", "2", "3");
        clock.Advance(TimeSpan.FromHours(1));
        await Create(account, "4");
        using var feed = account.Orders.GetChangeFeedIterator<Order>(
            ChangeFeedStartFrom.Time(clock.GetUtcNow().UtcDateTime.AddMinutes(-1)), ChangeFeedMode.Incremental, new() { PageSizeHint = 2 });
        Assert.Equal(["4"], await Feed.Drain(feed));
    }

    [Fact]
    public async Task A_reader_goes_on_from_a_continuation()
    {
        await using var account = await TestAccount.Start();
        await Create(account, "1");
        using var first = account.Orders.GetChangeFeedIterator<Order>(ChangeFeedStartFrom.Beginning(), ChangeFeedMode.Incremental);
        var page = await first.ReadNextAsync();
        await Create(account, "2");
        using var second = account.Orders.GetChangeFeedIterator<Order>(
            ChangeFeedStartFrom.ContinuationToken(page.ContinuationToken), ChangeFeedMode.Incremental);
        Assert.Equal(["2"], await Feed.Drain(second));
    }

    [Fact]
    public async Task What_no_longer_fits_into_memory_comes_from_the_database()
    {
        await using var account = await TestAccount.Start();
        for (var i = 0; i < 9; i++)
        {
            await account.Orders.CreateItemAsync(new Order($"{i}", "ada", Status: new string('x', 1_000_000)), Ada);
        }
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8"], await Feed.Read(account.Orders));
    }

    [Fact]
    public async Task A_read_that_finds_nothing_waits_for_the_next_change()
    {
        await using var account = await TestAccount.Start(feedHold: Patience);
        using var feed = account.Orders.GetChangeFeedIterator<Order>(ChangeFeedStartFrom.Now(), ChangeFeedMode.Incremental);
        var read = feed.ReadNextAsync();
        await Until.True(() => account.Endpoint.Container("shop", "orders")!.Feed.CaughtUpReaders == 1);
        Assert.False(read.IsCompleted);
        await Create(account, "1");
        Assert.Equal("1", Assert.Single(await read).Id);
    }

    [Fact]
    public async Task A_wait_ends_when_the_reader_no_longer_wants_it()
    {
        await using var account = await TestAccount.Start(feedHold: TimeSpan.FromMinutes(5));
        using var feed = account.Orders.GetChangeFeedIterator<Order>(ChangeFeedStartFrom.Now(), ChangeFeedMode.Incremental);
        using var stop = new CancellationTokenSource();
        var read = feed.ReadNextAsync(stop.Token);
        await Until.True(() => account.Endpoint.Container("shop", "orders")!.Feed.CaughtUpReaders == 1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(Patience));
        Assert.Equal(0, account.Endpoint.Container("shop", "orders")!.Feed.CaughtUpReaders);
    }

    [Fact]
    public async Task No_writer_is_missed_however_many_write_at_once()
    {
        await using var account = await TestAccount.Start();
        await account.Database.CreateContainerAsync("leases", "/id");
        var seen = new ConcurrentQueue<string>();
        var processor = Processor(account, "relay", order => seen.Enqueue(order.Id));
        await processor.StartAsync();
        await Parallel.ForAsync(0, 300, async (number, stop) =>
        {
            var order = new Order($"{number}", $"customer {number % 7}");
            await account.Orders.CreateItemAsync(order, new PartitionKey(order.Customer), cancellationToken: stop);
        });
        await Until.True(() => seen.Count >= 300);
        Assert.Equal(300, seen.Distinct().Count());
        Assert.Equal(300, seen.Count);
        await processor.StopAsync();
    }

    [Fact]
    public async Task Two_processors_with_their_own_prefix_each_see_everything()
    {
        await using var account = await TestAccount.Start();
        await account.Database.CreateContainerAsync("leases", "/id");
        var (first, second) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        var processors = new[] { Processor(account, "one", order => first.Enqueue(order.Id)), Processor(account, "two", order => second.Enqueue(order.Id)) };
        await Task.WhenAll(processors.Select(each => each.StartAsync()));
        await Create(account, "1", "2");
        await Until.True(() => first.Count == 2 && second.Count == 2);
        await Task.WhenAll(processors.Select(each => each.StopAsync()));
    }

    [Fact]
    public async Task A_processor_goes_on_where_the_last_one_stopped()
    {
        await using var account = await TestAccount.Start();
        await account.Database.CreateContainerAsync("leases", "/id");
        var seen = new ConcurrentQueue<string>();
        var processor = Processor(account, "relay", order => seen.Enqueue(order.Id));
        await processor.StartAsync();
        await Create(account, "1");
        await Until.True(() => seen.Contains("1"));
        await processor.StopAsync();
        await Create(account, "2");
        processor = Processor(account, "relay", order => seen.Enqueue(order.Id));
        await processor.StartAsync();
        await Until.True(() => seen.Contains("2"));
        await processor.StopAsync();
        Assert.Equal(["1", "2"], seen);
    }

    [Fact]
    public async Task A_batch_that_fails_is_handed_out_again()
    {
        await using var account = await TestAccount.Start();
        await account.Database.CreateContainerAsync("leases", "/id");
        var seen = new ConcurrentQueue<string>();
        var failed = false;
        var processor = Processor(account, "relay", order =>
        {
            seen.Enqueue(order.Id);
            if (!failed)
            {
                failed = true;
                throw new InvalidOperationException("The first time it fails.");
            }
        });
        await processor.StartAsync();
        await Create(account, "1");
        await Until.True(() => seen.Count == 2);
        await processor.StopAsync();
        Assert.Equal(["1", "1"], seen);
    }

    private static ChangeFeedProcessor Processor(TestAccount account, string name, Action<Order> handle) =>
        account.Orders.GetChangeFeedProcessorBuilder<Order>(name, (IReadOnlyCollection<Order> changes, CancellationToken _) =>
        {
            foreach (var change in changes)
            {
                handle(change);
            }
            return Task.CompletedTask;
        })
        .WithInstanceName("this process").WithLeaseContainer(account.Database.GetContainer("leases"))
        .WithPollInterval(TimeSpan.FromMilliseconds(20)).WithLeaseConfiguration(TimeSpan.FromMilliseconds(100))
        .WithStartTime(DateTime.MinValue.ToUniversalTime()).Build();

    private static async Task Create(TestAccount account, params string[] ids)
    {
        foreach (var id in ids)
        {
            await account.Orders.CreateItemAsync(new Order(id, "ada"), Ada);
        }
    }
}
