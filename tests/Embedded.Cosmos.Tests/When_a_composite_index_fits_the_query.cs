using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_a_composite_index_fits_the_query
{
    private const string Newest = "SELECT * FROM c WHERE c.status = 'open' AND c.total < @before ORDER BY c.total DESC OFFSET 0 LIMIT 3";

    private static readonly PartitionKey Ada = new("ada");

    [Fact]
    public async Task Only_the_documents_of_the_page_are_read()
    {
        await using var account = await Start();
        var page = await Run(account, Newest, before: 150);
        Assert.Equal(["149", "148", "147"], page.Select(order => order.Id));
        Assert.InRange(page.RequestCharge, 0, 2.5);
    }

    [Fact]
    public async Task It_follows_every_change_of_a_document()
    {
        await using var account = await Start();
        await account.Orders.ReplaceItemAsync(new Order("149", "ada", 149, "paid"), "149", Ada);
        await account.Orders.ReplaceItemAsync(new Order("7", "ada", 149, "open"), "7", Ada);
        await account.Orders.DeleteItemAsync<Order>("148", Ada);
        Assert.Equal(["7", "147", "146"], (await Run(account, Newest, before: 150)).Select(order => order.Id));
    }

    [Theory]
    [InlineData("SELECT * FROM c WHERE c.status = 'open' AND c.total > @before ORDER BY c.total ASC OFFSET 0 LIMIT 2", "151,152")]
    [InlineData("SELECT * FROM c WHERE c.status = 'open' AND @before >= c.total AND c.total >= 149 ORDER BY c.status DESC, c.total DESC", "150,149")]
    [InlineData("SELECT * FROM c WHERE c.status = 'open' AND c.total <= @before ORDER BY c.total DESC OFFSET 1 LIMIT 2", "149,148")]
    [InlineData("SELECT TOP 2 * FROM c WHERE c.status = 'open' ORDER BY c.total DESC", "199,198")]
    public async Task The_result_is_that_of_a_query_without_an_index(string query, string ids)
    {
        await using var account = await Start();
        var indexed = (await Run(account, query, before: 150)).Select(order => order.Id).ToList();
        Assert.Equal(ids.Split(','), indexed);
        await account.Orders.ReplaceContainerAsync(new("orders", "/customer"));
        Assert.Equal(indexed, (await Run(account, query, before: 150)).Select(order => order.Id));
    }

    [Fact]
    public async Task An_index_that_comes_later_covers_what_was_there()
    {
        await using var account = await Start(indexed: false);
        Assert.True((await Run(account, Newest, before: 150)).RequestCharge > 20);
        await account.Orders.ReplaceContainerAsync(Indexed(new("orders", "/customer")));
        var page = await Run(account, Newest, before: 150);
        Assert.Equal(["149", "148", "147"], page.Select(order => order.Id));
        Assert.InRange(page.RequestCharge, 0, 2.5);
    }

    [Fact]
    public void Sort_keys_sort_as_their_values_do()
    {
        double[] numbers = [double.MinValue, -2, -1.5, -0.0, 1e-300, 1, 2, 1e300];
        string[] texts = ["", "a", "a\0", "aa", "b", "ä", "日"];
        AssertAscending([.. numbers.Select(number => Key(key => key.Add(number, false))), .. texts.Select(text => Key(key => key.Add(text, false)))]);
        AssertAscending([.. texts.Reverse().Select(text => Key(key => key.Add(text, true))),
            .. numbers.Reverse().Select(number => Key(key => key.Add(number, true)))]);
    }

    private static byte[] Key(Action<Documents.SortKey> add)
    {
        var key = new Documents.SortKey();
        add(key);
        return key.ToArray();
    }

    private static void AssertAscending(byte[][] keys)
    {
        foreach (var (first, second) in keys.Zip(keys.Skip(1)))
        {
            Assert.True(first.AsSpan().SequenceCompareTo(second) < 0, $"{Convert.ToHexString(first)} < {Convert.ToHexString(second)}");
        }
    }

    private static async Task<TestAccount> Start(bool indexed = true)
    {
        var account = await TestAccount.Start(container => _ = indexed ? Indexed(container) : container);
        await Parallel.ForAsync(0, 200, async (number, stop) =>
            await account.Orders.CreateItemAsync(new Order($"{number}", "ada", number, "open"), Ada, cancellationToken: stop));
        return account;
    }

    private static ContainerProperties Indexed(ContainerProperties container)
    {
        container.IndexingPolicy.CompositeIndexes.Add(
        [
            new() { Path = "/status", Order = CompositePathSortOrder.Ascending }, new() { Path = "/total", Order = CompositePathSortOrder.Descending },
        ]);
        return container;
    }

    private static async Task<FeedResponse<Order>> Run(TestAccount account, string query, int before)
    {
        using var pages = account.Orders.GetItemQueryIterator<Order>(new QueryDefinition(query).WithParameter("@before", before), requestOptions: new() { PartitionKey = Ada });
        return await pages.ReadNextAsync();
    }
}
