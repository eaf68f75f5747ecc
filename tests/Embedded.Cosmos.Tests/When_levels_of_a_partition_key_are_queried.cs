using Microsoft.Azure.Cosmos;
using static Serverless.Embedded.Cosmos.Tests.VisitSteps;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_levels_of_a_partition_key_are_queried
{
    [Theory]
    [InlineData("SELECT VALUE c.pages FROM c")]
    [InlineData("SELECT VALUE c.pages FROM c ORDER BY c.pages DESC")]
    [InlineData("SELECT VALUE c.pages FROM c WHERE c.pages > 0 OFFSET 0 LIMIT 10")]
    public async Task The_first_levels_alone_choose_what_is_queried(string query)
    {
        await using var account = await Filled();
        Assert.Equal([1, 2, 3, 4], (await Ids<int>(account.Visits(), query)).Order());
        Assert.Equal([1, 2, 3], (await Ids<int>(account.Visits(), query, OneTenant)).Order());
        Assert.Equal([1, 3], (await Ids<int>(account.Visits(), query, OneUser)).Order());
        Assert.Equal([1], await Ids<int>(account.Visits(), query, OneSession));
        Assert.Equal([1, 3], (await Ids<int>(account.Visits(), query, OneUser, pageSize: 1)).Order());
    }

    [Fact]
    public async Task Aggregates_are_those_of_what_the_first_levels_choose()
    {
        await using var account = await Filled();
        Assert.Equal([6], await Ids<int>(account.Visits(), "SELECT VALUE SUM(c.pages) FROM c", OneTenant));
        Assert.Equal([1, 2], (await Ids<int>(account.Visits(), "SELECT VALUE COUNT(1) FROM c GROUP BY c.user", OneTenant)).Order());
    }

    [Fact]
    public async Task A_filter_on_the_first_levels_reads_no_other_partitions()
    {
        await using var account = await Filled();
        Assert.Equal(2.3, await ChargeOf(account.Visits(), "SELECT * FROM c WHERE c.tenant = 'acme'"), precision: 5);
        Assert.Equal(2.2, await ChargeOf(account.Visits(), "SELECT * FROM c WHERE c.user = 'ada' AND c.tenant = 'acme'"), precision: 5);
        Assert.Equal(2.1, await ChargeOf(account.Visits(), "SELECT * FROM c WHERE c.user = 'ada' AND c.tenant = 'acme' AND c.session = 1"), precision: 5);
        Assert.Equal(2.4, await ChargeOf(account.Visits(), "SELECT * FROM c WHERE c.user = 'ada'"), precision: 5);
    }

    [Fact]
    public async Task A_filter_finds_nothing_outside_of_the_levels_that_were_named()
    {
        await using var account = await Filled();
        Assert.Empty(await Ids(account.Visits(), "SELECT VALUE c.id FROM c WHERE c.tenant = 'zeta'", OneTenant));
        Assert.Equal(["1"], await Ids(account.Visits(), "SELECT VALUE c.id FROM c WHERE c.tenant = 'acme' AND c.user = 'bob'", OneTenant));
    }

    [Fact]
    public async Task A_composite_index_serves_the_first_levels()
    {
        await using var account = await Filled(container => container.IndexingPolicy.CompositeIndexes.Add(
            [new() { Path = "/id", Order = CompositePathSortOrder.Ascending }, new() { Path = "/pages", Order = CompositePathSortOrder.Ascending }]));
        const string Indexed = "SELECT VALUE c.pages FROM c WHERE c.id >= '0' AND c.pages > 0 ORDER BY c.id, c.pages";
        Assert.Equal([1, 2, 3], await Ids<int>(account.Visits(), Indexed, OneTenant));
        Assert.Equal([4], await Ids<int>(account.Visits(), Indexed, new PartitionKeyBuilder().Add("zeta").Build()));
    }
}
