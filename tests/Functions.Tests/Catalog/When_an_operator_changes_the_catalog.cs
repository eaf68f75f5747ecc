namespace Serverless.Functions.Tests.Catalog;

public class When_an_operator_changes_the_catalog(Shop shop)
{
    private readonly Customer _anybody = new(shop.Anonymous);

    [Fact]
    public async Task A_new_product_is_listed_read_and_sold_at_once()
    {
        var anna = await shop.Operator("anna");
        var made = await anna.PutProduct("NEW-1", Product("Something new", 700));
        Assert.Equal((201, "/api/products/NEW-1"), (made.Status, made.Header("Location")));
        var read = await _anybody.Get("api/products/NEW-1");
        Assert.Equal((200, made.Text, made.Header("ETag")), (read.Status, read.Text, read.Header("ETag")));
        Assert.Contains("NEW-1", (await _anybody.Get("api/products?pageSize=100")).Text, StringComparison.Ordinal);
        var order = await (await shop.Customer("buys something new")).Place("new", Order("NEW-1"));
        Assert.Equal(700, (int)order.Body["total"]!["amount"]!);
    }

    [Fact]
    public async Task A_new_price_is_that_of_the_next_order_and_not_of_those_before()
    {
        var (anna, alice) = (await shop.Operator("anna"), await shop.Customer("buys before and after"));
        await anna.PutProduct("PRICED", Product("Priced", 100));
        var before = await alice.Place("before", Order("PRICED"));
        var changed = await anna.PutProduct("PRICED", Product("Priced anew", 200));
        Assert.Equal(200, changed.Status);
        var after = await alice.Place("after", Order("PRICED"));
        await shop.Quiet();
        Assert.Equal(["Priced 100", "Priced anew 200"], await Task.WhenAll(new[] { before, after }.Select(async order =>
        {
            var line = (await alice.Order(order.Id)).Body["lines"]![0]!;
            return $"{line["name"]} {line["unitPrice"]!["amount"]}";
        })));
        var repeated = await alice.Place("before", Order("PRICED"));
        Assert.Equal((202, 100), (repeated.Status, (int)repeated.Body["total"]!["amount"]!));
    }

    [Fact]
    public async Task What_is_deleted_is_not_sold_any_more_and_may_be_deleted_again()
    {
        var (anna, alice) = (await shop.Operator("anna"), await shop.Customer("comes too late"));
        await anna.PutProduct("GOING", Product("Going", 100));
        Assert.Equal(202, (await alice.Place("in time", Order("GOING"))).Status);
        Assert.Equal((204, ""), await Both(anna.DeleteProduct("GOING")));
        Assert.Equal((404, "product_not_found"), (await _anybody.Get("api/products/GOING")).Refusal);
        Assert.DoesNotContain("GOING", (await _anybody.Get("api/products?pageSize=100")).Text, StringComparison.Ordinal);
        var refused = await alice.Place("too late", Order("GOING"));
        Assert.Equal((400, "/lines/0/sku: unknown_sku"), (refused.Status, Assert.Single(refused.Errors)));
        Assert.Equal((204, ""), await Both(anna.DeleteProduct("GOING")));
        Assert.Equal(202, (await alice.Place("in time", Order("GOING"))).Status); // The same order again.
    }

    [Fact]
    public async Task A_change_may_be_made_to_depend_on_what_is_there()
    {
        var anna = await shop.Operator("anna");
        var first = (await anna.PutProduct("COND", Product("First", 100), ifNoneMatch: "*")).Header("ETag");
        Assert.Equal((412, "version_mismatch"), (await anna.PutProduct("COND", Product("Another first", 100), ifNoneMatch: "*")).Refusal);
        var second = await anna.PutProduct("COND", Product("Second", 100), ifMatch: first);
        Assert.Equal(200, second.Status);
        Assert.NotEqual(first, second.Header("ETag"));
        Assert.Equal((412, "version_mismatch"), (await anna.PutProduct("COND", Product("Third", 100), ifMatch: first)).Refusal);
        Assert.Equal(200, (await anna.PutProduct("COND", Product("Second", 100), ifMatch: first)).Status); // Done already: its answer was lost.
        Assert.Equal((412, "version_mismatch"), (await anna.DeleteProduct("COND", first)).Refusal);
        Assert.Equal((412, "version_mismatch"), (await anna.PutProduct("COND-NONE", Product("None", 100), ifMatch: "*")).Refusal);
        Assert.Equal(204, (await anna.DeleteProduct("COND", second.Header("ETag"))).Status);
    }

    [Fact]
    public async Task Many_at_once_leave_what_one_of_them_wrote()
    {
        var anna = await shop.Operator("anna");
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(price => anna.PutProduct("RACED", Product("Raced", price))));
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201 or 503, answer.Text));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Contains((await _anybody.Get("api/products/RACED")).Text, answers.Select(answer => answer.Text));
    }

    [Theory]
    [InlineData("BAD", """{}""", "/name: invalid_name", "/price/amount: out_of_range", "/price/currency: invalid_currency")]
    [InlineData("BAD", """{"sku":"OTHER","name":" x","price":{"amount":0,"currency":"EURO"}}""", "/sku: other_sku", "/name: invalid_name", "/price/amount: out_of_range", "/price/currency: invalid_currency")]
    [InlineData("BAD", """{"name":"x\u0007","price":{"amount":100000000,"currency":"EUR"}}""", "/name: invalid_name", "/price/amount: out_of_range")]
    [InlineData("no%20sku", """{"name":"x","price":{"amount":1,"currency":"EUR"}}""", "sku: invalid_sku")]
    public async Task What_is_wrong_is_pointed_at(string sku, string body, params string[] errors)
    {
        var refused = await (await shop.Operator("anna")).PutProduct(sku, body);
        Assert.Equal((400, "invalid_request"), refused.Refusal);
        Assert.Equal(errors, refused.Errors);
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back()
    {
        var anna = await shop.Operator("anna");
        var tea = await _anybody.Get("api/products/TEAPOT-CAST-IRON");
        var same = await anna.PutProduct("TEAPOT-CAST-IRON", tea.Text, ifMatch: tea.Header("ETag"));
        Assert.Equal((200, tea.Text, tea.Header("ETag")), (same.Status, same.Text, same.Header("ETag")));
    }

    [Fact]
    public async Task Customers_may_not()
    {
        var alice = await shop.Customer("alice");
        Assert.Equal((403, "operators_only"), (await alice.PutProduct("TEA-GREEN-100", Product("Tea", 1))).Refusal);
        Assert.Equal((403, "operators_only"), (await alice.DeleteProduct("TEA-GREEN-100")).Refusal);
        Assert.Equal(401, (await _anybody.DeleteProduct("TEA-GREEN-100")).Status);
    }

    private static async Task<(int, string)> Both(Task<Answer> answer) => ((await answer).Status, (await answer).Text);

    private static string Product(string name, int price) =>
        $$$"""{"name":"{{{name}}}","price":{"amount":{{{price}}},"currency":"EUR"}}""";

    private static string Order(string sku) => Customer.Tea.Replace("TEA-GREEN-100", sku, StringComparison.Ordinal).Replace("\"quantity\":2", "\"quantity\":1", StringComparison.Ordinal);
}
