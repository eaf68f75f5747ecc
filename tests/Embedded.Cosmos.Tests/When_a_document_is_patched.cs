using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_a_document_is_patched
{
    private static readonly PartitionKey Ada = new("ada");

    [Fact]
    public Task Set_changes_and_adds() => Becomes("""{"a":2,"b":{"c":3},"list":[1,9,3],"new":true}""",
        PatchOperation.Set("/a", 2), PatchOperation.Set("/b/c", 3), PatchOperation.Set("/list/1", 9), PatchOperation.Set("/new", true));

    [Fact]
    public Task Add_inserts_into_arrays() => Becomes("""{"a":1,"b":{"c":2},"list":[0,1,2,3,4]}""",
        PatchOperation.Add("/list/0", 0), PatchOperation.Add("/list/-", 4));

    [Fact]
    public Task Remove_takes_away() => Becomes("""{"b":{},"list":[1,3]}""",
        PatchOperation.Remove("/a"), PatchOperation.Remove("/b/c"), PatchOperation.Remove("/list/1"));

    [Fact]
    public Task Replace_changes_what_is_there() => Becomes("""{"a":"x","b":{"c":2},"list":[1,2,3]}""", PatchOperation.Replace("/a", "x"));

    [Fact]
    public Task Increment_adds_to_a_number_or_makes_one() => Becomes("""{"a":11,"b":{"c":0.5},"list":[1,2,3],"n":7}""",
        PatchOperation.Increment("/a", 10), PatchOperation.Increment("/b/c", -1.5), PatchOperation.Increment("/n", 7));

    [Fact]
    public Task Move_takes_a_value_elsewhere() => Becomes("""{"b":{"c":2,"d":1},"list":[1,2,3]}""", PatchOperation.Move("/a", "/b/d"));

    [Fact]
    public Task Replacing_what_is_not_there_is_refused() => IsRefused(HttpStatusCode.BadRequest, PatchOperation.Replace("/x", 1));

    [Fact]
    public Task Removing_what_is_not_there_is_refused() => IsRefused(HttpStatusCode.BadRequest, PatchOperation.Remove("/x"));

    [Fact]
    public Task Incrementing_a_text_is_refused() => IsRefused(HttpStatusCode.BadRequest, PatchOperation.Increment("/customer", 1));

    [Fact]
    public Task A_path_without_a_parent_is_refused() => IsRefused(HttpStatusCode.BadRequest, PatchOperation.Set("/x/y", 1));

    [Fact]
    public Task The_partition_key_cannot_be_changed() => IsRefused(HttpStatusCode.BadRequest, PatchOperation.Set("/customer", "bob"));

    [Fact]
    public Task More_than_ten_operations_are_refused() =>
        IsRefused(HttpStatusCode.BadRequest, [.. Enumerable.Range(0, 11).Select(n => PatchOperation.Set($"/p{n}", n))]);

    [Fact]
    public async Task A_failed_operation_leaves_the_earlier_ones_undone()
    {
        await using var account = await Start();
        await Assert.ThrowsAsync<CosmosException>(() => account.Orders.PatchItemAsync<JsonObject>("1", Ada, [PatchOperation.Set("/a", 5), PatchOperation.Remove("/x")]));
        Assert.Equal(1, (int)(await Read(account))["a"]!);
    }

    [Fact]
    public async Task A_condition_decides()
    {
        await using var account = await Start();
        await account.Orders.PatchItemAsync<JsonElement>("1", Ada, [PatchOperation.Set("/a", 2)], new() { FilterPredicate = "FROM c WHERE c.a = 1" });
        var failure = await Assert.ThrowsAsync<CosmosException>(() =>
            account.Orders.PatchItemAsync<JsonElement>("1", Ada, [PatchOperation.Set("/a", 3)], new() { FilterPredicate = "FROM c WHERE c.a = 1" }));
        Assert.Equal(HttpStatusCode.PreconditionFailed, failure.StatusCode);
        Assert.Equal(2, (int)(await Read(account))["a"]!);
    }

    [Fact]
    public async Task A_patch_needs_the_version_that_it_names()
    {
        await using var account = await Start();
        var failure = await Assert.ThrowsAsync<CosmosException>(() =>
            account.Orders.PatchItemAsync<JsonElement>("1", Ada, [PatchOperation.Set("/a", 3)], new() { IfMatchEtag = "\"00ff\"" }));
        Assert.Equal(HttpStatusCode.PreconditionFailed, failure.StatusCode);
    }

    private static async Task Becomes(string expected, params PatchOperation[] operations)
    {
        await using var account = await Start();
        await account.Orders.PatchItemAsync<JsonElement>("1", Ada, operations);
        var document = await Read(account);
        foreach (var name in document.Select(each => each.Key).Where(name => name is "id" or "customer" || name[0] == '_').ToList())
        {
            document.Remove(name);
        }
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), document), document.ToJsonString());
    }

    private static async Task IsRefused(HttpStatusCode status, params PatchOperation[] operations)
    {
        await using var account = await Start();
        var failure = await Assert.ThrowsAsync<CosmosException>(() => account.Orders.PatchItemAsync<JsonElement>("1", Ada, operations));
        Assert.Equal(status, failure.StatusCode);
    }

    private static async Task<TestAccount> Start()
    {
        var account = await TestAccount.Start();
        using var body = new MemoryStream(Encoding.UTF8.GetBytes("""{"id":"1","customer":"ada","a":1,"b":{"c":2},"list":[1,2,3]}"""));
        using var created = await account.Orders.CreateItemStreamAsync(body, Ada);
        created.EnsureSuccessStatusCode();
        return account;
    }

    private static async Task<JsonObject> Read(TestAccount account)
    {
        using var read = await account.Orders.ReadItemStreamAsync("1", Ada);
        return (await JsonNode.ParseAsync(read.Content))!.AsObject();
    }
}
