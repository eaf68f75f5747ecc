using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using static Serverless.Embedded.Cosmos.Tests.VisitSteps;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_a_partition_key_has_levels
{
    [Fact]
    public async Task Documents_are_written_and_read_by_the_whole_key()
    {
        await using var account = await Start();
        var visits = account.Visits();
        await visits.CreateItemAsync(new Visit("1", "acme", "ada", 1), OneSession);
        await visits.UpsertItemAsync(new Visit("1", "acme", "ada", 1, Pages: 2), OneSession);
        await visits.PatchItemAsync<Visit>("1", OneSession, [PatchOperation.Increment("/pages", 3)]);
        Assert.Equal(5, (await visits.ReadItemAsync<Visit>("1", OneSession)).Resource.Pages);
        await visits.ReplaceItemAsync(new Visit("1", "acme", "ada", 1, Pages: 7), "1", OneSession);
        await visits.DeleteItemAsync<Visit>("1", OneSession);
        Assert.Equal(HttpStatusCode.NotFound, await StatusOfRead(visits, "1", OneSession));
    }

    [Fact]
    public async Task The_key_is_taken_from_the_document_when_none_is_named()
    {
        await using var account = await Start();
        await account.Visits().CreateItemAsync(new Visit("1", "acme", "ada", 1));
        Assert.Equal(HttpStatusCode.OK, await StatusOfRead(account.Visits(), "1", OneSession));
    }

    [Fact]
    public async Task The_same_id_may_stand_in_each_partition()
    {
        await using var account = await Filled();
        Assert.Equal(2, (await account.Visits().ReadItemAsync<Visit>("1", Key("acme", "bob", 1))).Resource.Pages);
        Assert.Equal(4, (await account.Visits().ReadItemAsync<Visit>("1", Key("zeta", "ada", 1))).Resource.Pages);
        Assert.Equal(HttpStatusCode.NotFound, await StatusOfRead(account.Visits(), "1", Key("zeta", "bob", 1)));
    }

    [Fact]
    public async Task Values_of_all_kinds_are_told_apart()
    {
        await using var account = await Start();
        var visits = account.Visits();
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
        var visits = account.Visits();
        await visits.CreateItemAsync(new Visit("1", "a", "1:sb", 1), Key("a", "1:sb", 1));
        await visits.CreateItemAsync(new Visit("1", "a1:s", "b", 1), Key("a1:s", "b", 1));
        Assert.Equal(HttpStatusCode.OK, await StatusOfRead(visits, "1", Key("a", "1:sb", 1)));
    }

    [Fact]
    public async Task A_batch_runs_in_the_partition_of_the_whole_key()
    {
        await using var account = await Filled();
        var batch = await account.Visits().CreateTransactionalBatch(OneSession)
            .CreateItem(new Visit("9", "acme", "ada", 1)).ReadItem("1").ExecuteAsync();
        Assert.Equal([201, 200], batch.Select(result => (int)result.StatusCode));
        var foreign = await account.Visits().CreateTransactionalBatch(OneSession).CreateItem(new Visit("10", "acme", "bob", 1)).ExecuteAsync();
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
    }

    [Fact]
    public async Task Many_documents_are_read_at_once()
    {
        await using var account = await Filled();
        var found = await account.Visits().ReadManyItemsAsync<Visit>([("1", OneSession), ("1", Key("zeta", "ada", 1)), ("2", OneSession)]);
        Assert.Equal([1, 4], found.Select(visit => visit.Pages).Order());
    }

    [Fact]
    public async Task A_part_of_the_key_is_not_enough_for_one_document()
    {
        await using var account = await Filled();
        var failure = await Assert.ThrowsAsync<CosmosException>(() => account.Visits().ReadItemAsync<Visit>("1", OneUser));
        Assert.Equal((HttpStatusCode.BadRequest, 1001), (failure.StatusCode, failure.SubStatusCode));
        Assert.Equal(HttpStatusCode.BadRequest, (await account.Visits().CreateTransactionalBatch(OneTenant).ReadItem("1").ExecuteAsync()).StatusCode);
    }

    [Fact]
    public async Task The_key_must_be_the_documents_own()
    {
        await using var account = await Start();
        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => account.Visits().CreateItemAsync(new Visit("1", "acme", "ada", 2), OneSession));
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
        Assert.Equal([1, 3], (await Ids<int>(after.Visits(), "SELECT VALUE c.pages FROM c", OneUser)).Order());
    }

    [Fact]
    public async Task A_declaration_may_name_several_paths()
    {
        await using var account = await TestAccount.Start();
        var declaration = JsonElement.Parse("""{"database":"shop","containers":[{"name":"visits","partitionKey":["/tenant","/user","/session"]}]}""");
        await account.Endpoint.Declare(declaration);
        await account.Endpoint.Declare(declaration);
        Assert.Equal(["/tenant", "/user", "/session"], (await account.Visits().ReadContainerAsync()).Resource.PartitionKeyPaths);
        await account.Visits().CreateItemAsync(new Visit("1", "acme", "ada", 1), OneSession);
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
        var failure = await Assert.ThrowsAsync<CosmosException>(() => account.Visits().ReplaceContainerAsync(new("visits", ["/tenant", "/user"])));
        Assert.Equal(HttpStatusCode.BadRequest, failure.StatusCode);
    }
}
