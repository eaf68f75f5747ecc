using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_a_partition_key_has_levels
{
    private static readonly PartitionKey Tenant = new PartitionKeyBuilder().Add("acme").Build();
    private static readonly PartitionKey User = new PartitionKeyBuilder().Add("acme").Add("ada").Build();
    private static readonly PartitionKey Session = Key("acme", "ada", 1);

    [Fact]
    public async Task Documents_are_written_and_read_by_the_whole_key()
    {
        await using var account = await Start();
        var visits = Visits(account);
        await visits.CreateItemAsync(new Visit("1", "acme", "ada", 1), Session);
        await visits.UpsertItemAsync(new Visit("1", "acme", "ada", 1, Pages: 2), Session);
        await visits.PatchItemAsync<Visit>("1", Session, [PatchOperation.Increment("/pages", 3)]);
        Assert.Equal(5, (await visits.ReadItemAsync<Visit>("1", Session)).Resource.Pages);
        await visits.ReplaceItemAsync(new Visit("1", "acme", "ada", 1, Pages: 7), "1", Session);
        await visits.DeleteItemAsync<Visit>("1", Session);
        Assert.Equal(HttpStatusCode.NotFound, await StatusOfRead(visits, "1", Session));
    }

    [Fact]
    public async Task The_key_is_taken_from_the_document_when_none_is_named()
    {
        await using var account = await Start();
        await Visits(account).CreateItemAsync(new Visit("1", "acme", "ada", 1));
        Assert.Equal(HttpStatusCode.OK, await StatusOfRead(Visits(account), "1", Session));
    }

    [Fact]
    public async Task The_same_id_may_stand_in_each_partition()
    {
        await using var account = await Filled();
        Assert.Equal(2, (await Visits(account).ReadItemAsync<Visit>("1", Key("acme", "bob", 1))).Resource.Pages);
        Assert.Equal(4, (await Visits(account).ReadItemAsync<Visit>("1", Key("zeta", "ada", 1))).Resource.Pages);
        Assert.Equal(HttpStatusCode.NotFound, await StatusOfRead(Visits(account), "1", Key("zeta", "bob", 1)));
    }

    [Fact]
    public async Task Values_of_all_kinds_are_told_apart()
    {
        await using var account = await Start();
        var visits = Visits(account);
        PartitionKey[] keys =
        [
            new PartitionKeyBuilder().Add("1").Add(true).Add(1).Build(),
            new PartitionKeyBuilder().Add(1).Add(true).Add("1").Build(),
            new PartitionKeyBuilder().Add(1).AddNullValue().Add("1").Build(),
            new PartitionKeyBuilder().Add(1).AddNoneType().Add("1").Build(),
        ];
        object[] documents =
        [
            new { id = "x", tenant = "1", user = true, session = 1 },
            new { id = "x", tenant = 1, user = true, session = "1" },
            new { id = "x", tenant = 1, user = (string?)null, session = "1" },
            new { id = "x", tenant = 1, session = "1" },
        ];
        foreach (var (key, document) in keys.Zip(documents))
        {
            await visits.CreateItemAsync(document, key);
        }
        Assert.All(keys, key => Assert.Equal(HttpStatusCode.OK, StatusOfRead(visits, "x", key).Result));
        Assert.Equal(3, (await Ids(visits, "SELECT VALUE c.id FROM c", new PartitionKeyBuilder().Add(1).Build())).Count);
    }

    [Fact]
    public async Task A_value_that_looks_like_two_is_one()
    {
        await using var account = await Start();
        var visits = Visits(account);
        await visits.CreateItemAsync(new Visit("1", "a", "1:sb", 1), Key("a", "1:sb", 1));
        await visits.CreateItemAsync(new Visit("1", "a1:s", "b", 1), Key("a1:s", "b", 1));
        Assert.Equal(HttpStatusCode.OK, await StatusOfRead(visits, "1", Key("a", "1:sb", 1)));
    }

    [Fact]
    public async Task A_batch_runs_in_the_partition_of_the_whole_key()
    {
        await using var account = await Filled();
        var batch = await Visits(account).CreateTransactionalBatch(Session)
            .CreateItem(new Visit("9", "acme", "ada", 1)).ReadItem("1").ExecuteAsync();
        Assert.Equal([201, 200], batch.Select(result => (int)result.StatusCode));
        var foreign = await Visits(account).CreateTransactionalBatch(Session).CreateItem(new Visit("10", "acme", "bob", 1)).ExecuteAsync();
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
    }

    [Theory]
    [InlineData("SELECT VALUE c.pages FROM c")]
    [InlineData("SELECT VALUE c.pages FROM c ORDER BY c.pages DESC")]
    [InlineData("SELECT VALUE c.pages FROM c WHERE c.pages > 0 OFFSET 0 LIMIT 10")]
    public async Task The_first_levels_alone_choose_what_is_queried(string query)
    {
        await using var account = await Filled();
        Assert.Equal([1, 2, 3, 4], (await Ids<int>(Visits(account), query)).Order());
        Assert.Equal([1, 2, 3], (await Ids<int>(Visits(account), query, Tenant)).Order());
        Assert.Equal([1, 3], (await Ids<int>(Visits(account), query, User)).Order());
        Assert.Equal([1], await Ids<int>(Visits(account), query, Session));
        Assert.Equal([1, 3], (await Ids<int>(Visits(account), query, User, pageSize: 1)).Order());
    }

    [Fact]
    public async Task Aggregates_are_those_of_what_the_first_levels_choose()
    {
        await using var account = await Filled();
        Assert.Equal([6], await Ids<int>(Visits(account), "SELECT VALUE SUM(c.pages) FROM c", Tenant));
        Assert.Equal([1, 2], (await Ids<int>(Visits(account), "SELECT VALUE COUNT(1) FROM c GROUP BY c.user", Tenant)).Order());
    }

    [Fact]
    public async Task A_filter_on_the_first_levels_reads_no_other_partitions()
    {
        await using var account = await Filled();
        Assert.Equal(2.3, await ChargeOf(Visits(account), "SELECT * FROM c WHERE c.tenant = 'acme'"), precision: 5);
        Assert.Equal(2.2, await ChargeOf(Visits(account), "SELECT * FROM c WHERE c.user = 'ada' AND c.tenant = 'acme'"), precision: 5);
        Assert.Equal(2.1, await ChargeOf(Visits(account), "SELECT * FROM c WHERE c.user = 'ada' AND c.tenant = 'acme' AND c.session = 1"), precision: 5);
        Assert.Equal(2.4, await ChargeOf(Visits(account), "SELECT * FROM c WHERE c.user = 'ada'"), precision: 5);
    }

    [Fact]
    public async Task A_filter_finds_nothing_outside_of_the_levels_that_were_named()
    {
        await using var account = await Filled();
        Assert.Empty(await Ids(Visits(account), "SELECT VALUE c.id FROM c WHERE c.tenant = 'zeta'", Tenant));
        Assert.Equal(["1"], await Ids(Visits(account), "SELECT VALUE c.id FROM c WHERE c.tenant = 'acme' AND c.user = 'bob'", Tenant));
    }

    [Fact]
    public async Task A_composite_index_serves_the_first_levels()
    {
        await using var account = await Filled(container => container.IndexingPolicy.CompositeIndexes.Add(
            [new() { Path = "/id", Order = CompositePathSortOrder.Ascending }, new() { Path = "/pages", Order = CompositePathSortOrder.Ascending }]));
        const string Indexed = "SELECT VALUE c.pages FROM c WHERE c.id >= '0' AND c.pages > 0 ORDER BY c.id, c.pages";
        Assert.Equal([1, 2, 3], await Ids<int>(Visits(account), Indexed, Tenant));
        Assert.Equal([4], await Ids<int>(Visits(account), Indexed, new PartitionKeyBuilder().Add("zeta").Build()));
    }

    [Fact]
    public async Task Many_documents_are_read_at_once()
    {
        await using var account = await Filled();
        var found = await Visits(account).ReadManyItemsAsync<Visit>([("1", Session), ("1", Key("zeta", "ada", 1)), ("2", Session)]);
        Assert.Equal([1, 4], found.Select(visit => visit.Pages).Order());
    }

    [Fact]
    public async Task A_part_of_the_key_is_not_enough_for_one_document()
    {
        await using var account = await Filled();
        var failure = await Assert.ThrowsAsync<CosmosException>(() => Visits(account).ReadItemAsync<Visit>("1", User));
        Assert.Equal((HttpStatusCode.BadRequest, 1001), (failure.StatusCode, failure.SubStatusCode));
        Assert.Equal(HttpStatusCode.BadRequest, (await Visits(account).CreateTransactionalBatch(Tenant).ReadItem("1").ExecuteAsync()).StatusCode);
    }

    [Fact]
    public async Task The_key_must_be_the_documents_own()
    {
        await using var account = await Start();
        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Visits(account).CreateItemAsync(new Visit("1", "acme", "ada", 2), Session));
        Assert.Equal((HttpStatusCode.BadRequest, 1001), (failure.StatusCode, failure.SubStatusCode));
    }

    [Fact]
    public async Task The_documents_are_there_after_a_restart()
    {
        await using var storage = Storage.Database.InMemory();
        await using (var before = await Start(storage: storage))
        {
            await Fill(before);
        }
        await using var after = await TestAccount.Start(storage: storage);
        Assert.Equal([1, 3], (await Ids<int>(Visits(after), "SELECT VALUE c.pages FROM c", User)).Order());
    }

    [Fact]
    public async Task A_declaration_may_name_several_paths()
    {
        await using var account = await TestAccount.Start();
        var declaration = JsonElement.Parse("""{"database":"shop","containers":[{"name":"visits","partitionKey":["/tenant","/user","/session"]}]}""");
        await account.Endpoint.Declare(declaration);
        await account.Endpoint.Declare(declaration);
        Assert.Equal(["/tenant", "/user", "/session"], (await Visits(account).ReadContainerAsync()).Resource.PartitionKeyPaths);
        await Visits(account).CreateItemAsync(new Visit("1", "acme", "ada", 1), Session);
    }

    [Fact]
    public async Task Three_levels_are_the_most()
    {
        await using var account = await TestAccount.Start();
        var failure = await Assert.ThrowsAsync<CosmosException>(() => account.Database.CreateContainerAsync(new("deep", ["/a", "/b", "/c", "/d"])));
        Assert.Equal(HttpStatusCode.BadRequest, failure.StatusCode);
        Assert.Contains("at most 3", failure.Message);
    }

    [Fact]
    public async Task The_levels_of_a_container_stay_as_they_are()
    {
        await using var account = await Start();
        var failure = await Assert.ThrowsAsync<CosmosException>(() => Visits(account).ReplaceContainerAsync(new("visits", ["/tenant", "/user"])));
        Assert.Equal(HttpStatusCode.BadRequest, failure.StatusCode);
    }

    private static PartitionKey Key(string tenant, string user, double session) =>
        new PartitionKeyBuilder().Add(tenant).Add(user).Add(session).Build();

    private static Container Visits(TestAccount account) => account.Database.GetContainer("visits");

    private static async Task<TestAccount> Start(Action<ContainerProperties>? configure = null, Storage.Database? storage = null)
    {
        var account = await TestAccount.Start(storage: storage);
        var properties = new ContainerProperties("visits", ["/tenant", "/user", "/session"]);
        configure?.Invoke(properties);
        await account.Database.CreateContainerAsync(properties);
        return account;
    }

    private static async Task<TestAccount> Filled(Action<ContainerProperties>? configure = null)
    {
        var account = await Start(configure);
        await Fill(account);
        return account;
    }

    private static async Task Fill(TestAccount account)
    {
        foreach (var visit in new Visit[] { new("1", "acme", "ada", 1, 1), new("1", "acme", "bob", 1, 2), new("2", "acme", "ada", 2, 3), new("1", "zeta", "ada", 1, 4) })
        {
            await Visits(account).CreateItemAsync(visit);
        }
    }

    private static Task<List<string>> Ids(Container visits, string query, PartitionKey? key = null) => Ids<string>(visits, query, key);

    private static async Task<List<T>> Ids<T>(Container visits, string query, PartitionKey? key = null, int? pageSize = null)
    {
        using var pages = visits.GetItemQueryIterator<T>(query, requestOptions: new() { PartitionKey = key, MaxItemCount = pageSize });
        var found = new List<T>();
        while (pages.HasMoreResults)
        {
            found.AddRange(await pages.ReadNextAsync());
        }
        return found;
    }

    private static async Task<double> ChargeOf(Container visits, string query)
    {
        using var pages = visits.GetItemQueryIterator<Visit>(query);
        return (await pages.ReadNextAsync()).RequestCharge;
    }

    private static async Task<HttpStatusCode> StatusOfRead(Container visits, string id, PartitionKey key)
    {
        using var read = await visits.ReadItemStreamAsync(id, key);
        return read.StatusCode;
    }

    private sealed record Visit(string Id, string Tenant, string User, double Session, int Pages = 0);
}
