using System.Text;

namespace Serverless.Functions.Tests.Security;

/// <summary>Broken object level authorization (API1): on every address below an order, whatever comes to be there.</summary>
public class When_an_order_is_somebody_elses(Shop shop)
{
    private const string NoOrder = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    public static TheoryData<string, string> OfOneOrder =>
        new(from function in HttpFunction.All where function.Route.StartsWith("orders/{id}", StringComparison.Ordinal) from method in function.Methods select (function.Name, method));

    [Fact]
    public void There_are_addresses_to_try() => Assert.True(OfOneOrder.Count >= 10);

    [Theory]
    [MemberData(nameof(OfOneOrder))]
    public async Task It_is_as_if_there_were_none_and_nothing_happens_to_it(string name, string method)
    {
        var (owner, stranger) = (await shop.Customer($"owner {name} {method}"), await shop.Customer("stranger"));
        var order = (await owner.Place("cart-1")).Id;
        await shop.Quiet();
        var before = await owner.Order(order);

        var theirs = await stranger.Send(Request(name, method, order));
        var none = await stranger.Send(Request(name, method, NoOrder));
        await shop.Quiet();

        Assert.Equal(HttpFunction.All.Single(each => each.Name == name).IsForOperators ? 403 : 404, theirs.Status);
        Assert.Equal(Told(none), Told(theirs));
        Assert.DoesNotContain(order, theirs.Text, StringComparison.Ordinal);
        Assert.Equal((before.Text, before.Header("ETag")), ((await owner.Order(order)) is var after ? (after.Text, after.Header("ETag")) : default));
    }

    [Fact]
    public async Task A_list_cannot_be_asked_for_it()
    {
        await (await shop.Customer("listed")).Place("cart-1");
        var stranger = await shop.Customer("asks for others");
        Assert.Equal((403, "operators_only"), (await stranger.Get("api/orders?customerId=listed")).Refusal);
        Assert.Equal((403, "operators_only"), (await stranger.Get("api/orders?customerId=listed&customerId=asks+for+others")).Refusal);
        Assert.Empty((await stranger.Get("api/orders")).Body["items"]!.AsArray());
    }

    [Fact]
    public async Task A_cursor_of_another_customers_list_leads_to_nothing_of_it()
    {
        var owner = await shop.Customer("pages");
        await owner.Place("cart-1");
        await owner.Place("cart-2");
        var cursor = (string)(await owner.Get("api/orders?pageSize=1")).Body["nextCursor"]!;
        var answer = await (await shop.Customer("took the cursor")).Get($"api/orders?cursor={cursor}");
        Assert.True(answer.Status == 400 || answer.Body["items"]!.AsArray().Count == 0, answer.Text);
    }

    [Fact]
    public async Task Its_idempotency_key_makes_another_order()
    {
        var first = await (await shop.Customer("first")).Place("the same key");
        var other = await (await shop.Customer("second")).Place("the same key");
        Assert.Equal(202, other.Status);
        Assert.NotEqual(first.Id, other.Id);
        Assert.Null(other.Header("Idempotent-Replayed"));
    }

    private static HttpRequestMessage Request(string name, string method, string order)
    {
        var request = HttpFunction.All.Single(function => function.Name == name).To(method, order);
        if (request.Content is not null)
        {
            request.Content = new StringContent(name == "RetryPayment" ? """{"paymentMethod":"pm_card_visa"}""" : "{}", Encoding.UTF8, "application/json");
            request.Headers.Add("Idempotency-Key", "strange");
        }
        return request;
    }

    // Without the trace, which is each request's own.
    private static (int, string?, string) Told(Answer answer) =>
        (answer.Status, answer.ContentType, answer.Text.Length == 0 ? "" : answer.Text.Replace((string)answer.Body["traceId"]!, "", StringComparison.Ordinal));
}
