using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Cosmos.Tests;

public class When_documents_are_written_one_by_one
{
    private static readonly PartitionKey Ada = new("ada");

    [Fact]
    public async Task A_created_document_can_be_read()
    {
        await using var account = await TestAccount.Start();
        var created = await account.Orders.CreateItemAsync(new Order("1", "ada", 5), Ada);
        var read = await account.Orders.ReadItemAsync<Order>("1", Ada);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(5, read.Resource.Total);
        Assert.Equal(created.ETag, read.ETag);
        Assert.Equal(read.ETag, read.Resource.ETag);
    }

    [Fact]
    public async Task A_document_carries_the_system_properties()
    {
        await using var account = await TestAccount.Start();
        await account.Orders.CreateItemAsync(new Order("1", "ada"), Ada);
        using var read = await account.Orders.ReadItemStreamAsync("1", Ada);
        var document = (await JsonDocument.ParseAsync(read.Content)).RootElement;
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), document.GetProperty("_ts").GetInt64());
        Assert.Equal(16, Convert.FromBase64String(document.GetProperty("_rid").GetString()!.Replace('-', '/')).Length);
        Assert.EndsWith($"/docs/{document.GetProperty("_rid").GetString()}/", document.GetProperty("_self").GetString());
    }

    [Fact]
    public async Task The_answer_carries_charge_session_and_activity()
    {
        await using var account = await TestAccount.Start();
        var created = await account.Orders.CreateItemAsync(new Order("1", "ada"), Ada);
        Assert.Equal(5, created.RequestCharge);
        Assert.Equal("0:-1#1", created.Headers.Session);
        Assert.True(Guid.TryParse(created.ActivityId, out _));
    }

    [Fact]
    public async Task An_id_that_is_taken_is_a_conflict()
    {
        await using var account = await TestAccount.Start();
        await account.Orders.CreateItemAsync(new Order("1", "ada", 1), Ada);
        await Refused(HttpStatusCode.Conflict, () => account.Orders.CreateItemAsync(new Order("1", "ada", 2), Ada));
        Assert.Equal(1, (await account.Orders.ReadItemAsync<Order>("1", Ada)).Resource.Total);
    }

    [Fact]
    public async Task The_same_id_may_stand_in_two_partitions()
    {
        await using var account = await TestAccount.Start();
        await account.Orders.CreateItemAsync(new Order("1", "ada", 1), Ada);
        await account.Orders.CreateItemAsync(new Order("1", "bob", 2), new PartitionKey("bob"));
        Assert.Equal(1, (await account.Orders.ReadItemAsync<Order>("1", Ada)).Resource.Total);
    }

    [Fact]
    public async Task A_document_that_is_not_there_is_not_found()
    {
        await using var account = await TestAccount.Start();
        await Refused(HttpStatusCode.NotFound, () => account.Orders.ReadItemAsync<Order>("1", Ada));
        await Refused(HttpStatusCode.NotFound, () => account.Orders.ReplaceItemAsync(new Order("1", "ada"), "1", Ada));
        await Refused(HttpStatusCode.NotFound, () => account.Orders.DeleteItemAsync<Order>("1", Ada));
    }

    [Fact]
    public async Task A_replacement_needs_the_version_that_it_names()
    {
        await using var account = await TestAccount.Start();
        var first = await account.Orders.CreateItemAsync(new Order("1", "ada", 1), Ada);
        var second = await account.Orders.ReplaceItemAsync(new Order("1", "ada", 2), "1", Ada, new() { IfMatchEtag = first.ETag });
        Assert.NotEqual(first.ETag, second.ETag);
        await Refused(HttpStatusCode.PreconditionFailed,
            () => account.Orders.ReplaceItemAsync(new Order("1", "ada", 3), "1", Ada, new() { IfMatchEtag = first.ETag }));
        Assert.Equal(2, (await account.Orders.ReadItemAsync<Order>("1", Ada)).Resource.Total);
    }

    [Fact]
    public async Task A_replacement_that_was_read_before_carries_each_system_property_once()
    {
        await using var account = await TestAccount.Start();
        await account.Orders.CreateItemAsync(new Order("1", "ada", 1), Ada);
        using var read = await account.Orders.ReadItemStreamAsync("1", Ada);
        await account.Orders.ReplaceItemStreamAsync(read.Content, "1", Ada);
        using var again = await account.Orders.ReadItemStreamAsync("1", Ada);
        var names = (await JsonDocument.ParseAsync(again.Content)).RootElement.EnumerateObject().Select(each => each.Name).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.Contains("_etag", names);
    }

    [Fact]
    public async Task A_document_keeps_its_resource_id_through_replacements()
    {
        await using var account = await TestAccount.Start();
        var created = await account.Orders.CreateItemAsync(new Dictionary<string, object> { ["id"] = "1", ["customer"] = "ada" }, Ada);
        var replaced = await account.Orders.ReplaceItemAsync(new Dictionary<string, object> { ["id"] = "1", ["customer"] = "ada", ["a"] = 1 }, "1", Ada);
        Assert.Equal(created.Resource["_rid"].ToString(), replaced.Resource["_rid"].ToString());
    }

    [Fact]
    public async Task An_upsert_creates_and_then_replaces()
    {
        await using var account = await TestAccount.Start();
        Assert.Equal(HttpStatusCode.Created, (await account.Orders.UpsertItemAsync(new Order("1", "ada", 1), Ada)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await account.Orders.UpsertItemAsync(new Order("1", "ada", 2), Ada)).StatusCode);
        Assert.Equal(2, (await account.Orders.ReadItemAsync<Order>("1", Ada)).Resource.Total);
    }

    [Fact]
    public async Task A_deleted_document_is_gone_and_its_id_is_free()
    {
        await using var account = await TestAccount.Start();
        await account.Orders.CreateItemAsync(new Order("1", "ada", 1), Ada);
        Assert.Equal(HttpStatusCode.NoContent, (await account.Orders.DeleteItemAsync<Order>("1", Ada)).StatusCode);
        await Refused(HttpStatusCode.NotFound, () => account.Orders.ReadItemAsync<Order>("1", Ada));
        await account.Orders.CreateItemAsync(new Order("1", "ada", 2), Ada);
    }

    [Fact]
    public async Task A_read_of_a_known_version_is_not_modified()
    {
        await using var account = await TestAccount.Start();
        var created = await account.Orders.CreateItemAsync(new Order("1", "ada"), Ada);
        using var same = await account.Orders.ReadItemStreamAsync("1", Ada, new() { IfNoneMatchEtag = created.ETag });
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        using var other = await account.Orders.ReadItemStreamAsync("1", Ada, new() { IfNoneMatchEtag = "\"00ff\"" });
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_write_without_content_response_answers_without_the_document()
    {
        await using var account = await TestAccount.Start();
        using var body = new MemoryStream("""{"id":"1","customer":"ada"}"""u8.ToArray());
        using var created = await account.Orders.CreateItemStreamAsync(body, Ada, new() { EnableContentResponseOnWrite = false });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(0, created.Content?.Length ?? 0);
        Assert.NotEmpty(created.Headers.ETag);
    }

    [Theory]
    [InlineData("""{"id":"1","customer":"bob"}""")]
    [InlineData("""{"id":"1"}""")]
    [InlineData("""{"id":"1","customer":{"a":1}}""")]
    [InlineData("""{"id":7,"customer":"ada"}""")]
    [InlineData("""{"id":"","customer":"ada"}""")]
    [InlineData("""{"id":"a/b","customer":"ada"}""")]
    [InlineData("""{"id":"a#b","customer":"ada"}""")]
    [InlineData("""{"id":"ends in a space ","customer":"ada"}""")]
    [InlineData("""{"customer":"ada"}""")]
    [InlineData("""{"id":"1","customer":"ada" """)]
    [InlineData("""{"id":"1","customer":"ada"} {}""")]
    [InlineData("""["id"]""")]
    public async Task A_document_that_breaks_a_rule_is_a_bad_request_and_changes_nothing(string json)
    {
        await using var account = await TestAccount.Start();
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        using var answer = await account.Orders.CreateItemStreamAsync(body, Ada);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, account.Endpoint.Container("shop", "orders")!.Feed.Committed);
    }

    [Fact]
    public async Task A_document_over_two_megabytes_is_too_large()
    {
        await using var account = await TestAccount.Start();
        await Refused(HttpStatusCode.RequestEntityTooLarge,
            () => account.Orders.CreateItemAsync(new Order("1", "ada", Status: new string('x', 2 * 1024 * 1024)), Ada));
    }

    [Fact]
    public async Task Ids_and_keys_of_any_script_come_back_as_they_were()
    {
        await using var account = await TestAccount.Start();
        var order = new Order("Größe 7% 日本", "ада \"lovelace\" \\ 🚚", 3);
        await account.Orders.CreateItemAsync(order, new PartitionKey(order.Customer));
        Assert.Equal(3, (await account.Orders.ReadItemAsync<Order>(order.Id, new PartitionKey(order.Customer))).Resource.Total);
    }

    [Fact]
    public async Task Partition_keys_may_be_numbers_booleans_null_or_missing()
    {
        await using var account = await TestAccount.Start();
        (string Json, PartitionKey Key)[] documents =
        [
            ("""{"id":"n","customer":1.50}""", new(1.5)), ("""{"id":"b","customer":true}""", new(true)),
            ("""{"id":"z","customer":null}""", PartitionKey.Null), ("""{"id":"u"}""", PartitionKey.None),
        ];
        foreach (var (json, key) in documents)
        {
            using var body = new MemoryStream(Encoding.UTF8.GetBytes(json));
            using var created = await account.Orders.CreateItemStreamAsync(body, key);
            Assert.True(created.IsSuccessStatusCode, $"{json}: {created.ErrorMessage}");
            using var read = await account.Orders.ReadItemStreamAsync(json[7..8], key);
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }
    }

    [Fact]
    public async Task Of_writers_that_race_for_one_version_one_wins()
    {
        await using var account = await TestAccount.Start();
        var created = await account.Orders.CreateItemAsync(new Order("1", "ada"), Ada);
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 20).Select(async total =>
        {
            using var body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new { id = "1", customer = "ada", total }));
            using var answer = await account.Orders.ReplaceItemStreamAsync(body, "1", Ada, new() { IfMatchEtag = created.ETag });
            return answer.StatusCode;
        }));
        Assert.Single(outcomes, HttpStatusCode.OK);
        Assert.Equal(19, outcomes.Count(status => status == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Many_documents_are_read_by_id_at_once()
    {
        await using var account = await TestAccount.Start();
        foreach (var (id, customer) in new[] { ("1", "ada"), ("2", "ada"), ("3", "bob") })
        {
            await account.Orders.CreateItemAsync(new Order(id, customer), new PartitionKey(customer));
        }
        var read = await account.Orders.ReadManyItemsAsync<Order>([("1", Ada), ("3", new PartitionKey("bob")), ("4", Ada)]);
        Assert.Equal(["1", "3"], read.Select(order => order.Id).Order());
    }

    private static async Task Refused(HttpStatusCode status, Func<Task> request) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<CosmosException>(request)).StatusCode);
}
