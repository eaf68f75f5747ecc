using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.Functions.Tests.Imports;
using Serverless.Functions.Tests.OpenApi;

namespace Serverless.Functions.Tests.Security;

/// <summary>By whomever and wherever: the request is refused with the name of the field, and the number is not repeated.</summary>
public class When_a_card_number_is_sent(Shop shop)
{
    private const string Card = "4242 4242 4242 4242";
    private const string Product = """{"name":"Mug","price":{"amount":100,"currency":"EUR"}}""";

    public static TheoryData<string> All => [.. Published.Document.Operations.Select(operation => operation.Name)];

    public static TheoryData<string> WithJson => [.. Published.Document.Operations.Where(operation => operation.Bodies.ContainsKey("application/json")
        && operation.Name != "ReceiveProviderEvent").Select(operation => operation.Name)]; // The provider's own words, which are signed.

    public static TheoryData<string> WithKey => [.. Published.Document.Operations.Where(operation =>
        operation.Parameters.Any(parameter => parameter.Name == "Idempotency-Key")).Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(WithJson))]
    public async Task Every_field_of_every_body_refuses_it(string name)
    {
        var schema = Published.Document[name].Bodies["application/json"]["schema"]!;
        foreach (var (pointer, body) in Bodies(schema))
        {
            Check(await Send(name, body: body), pointer);
        }
    }

    [Theory]
    [MemberData(nameof(WithJson))]
    public async Task A_field_that_is_not_known_refuses_it_too(string name)
    {
        Check(await Send(name, body: """{"cardNumber":"4242424242424242","cvc":"123"}"""), "/cardNumber");
        Check(await Send(name, body: """{"pan":{"a/b":[0,4242424242424242]}}"""), "/pan/a~1b/1");
        Check(await Send(name, body: """{"pan":"\u0034242424242424242"}"""), "/pan");
        Check(await Send(name, body: """{"pan":"4242\u00a04242\u00a04242\u00a04242"}"""), "/pan");
        Check(await Send(name, body: """{"4242424242424242":1}"""), "");
        Check(await Send(name, body: "4242424242424242 is no JSON"), "");
    }

    [Theory]
    [InlineData("cvv")]
    [InlineData("cvc")]
    [InlineData("cardNumber")]
    [InlineData("pan")]
    [InlineData("securityCode4242424242424242")]
    public async Task What_a_card_has_besides_is_no_field_here_and_is_not_repeated(string field)
    {
        var answer = await Send("PlaceOrder", body: $$"""{"{{field}}":"7364","lines":[{"sku":"TEA-GREEN-100","quantity":1}],"paymentMethod":"pm_card_visa"}""");
        Assert.Equal((400, "malformed_json"), answer.Refusal);
        Assert.DoesNotContain("7364", WithoutTrace(answer), StringComparison.Ordinal);
        Assert.DoesNotContain("4242", WithoutTrace(answer), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_query_string_refuses_it(string name)
    {
        Check(await Send(name, $"?reason={Uri.EscapeDataString(Card)}"), "reason");
        Check(await Send(name, "?a=1&a=4242+4242+4242+4242"), "a");
        Check(await Send(name, "?4242424242424242"), "");
    }

    [Theory]
    [MemberData(nameof(WithKey))]
    public async Task Every_idempotency_key_refuses_it(string name) => Check(await Send(name, key: $"cart {Card}"), "Idempotency-Key");

    [Theory]
    [InlineData("GET", "api/orders/4242424242424242")]
    [InlineData("POST", "api/orders/4242-4242-4242-4242/cancel")]
    [InlineData("GET", "api/products/4242424242424242")]
    [InlineData("PUT", "api/products/CARD-4242424242424242")]
    [InlineData("GET", "api/imports/4242424242424242/errors")]
    [InlineData("POST", "api/dead-letters/4242%204242%204242%204242/replay")]
    [InlineData("GET", "api/4242424242424242")]
    public async Task Every_address_refuses_it(string method, string path)
    {
        var anna = await shop.Operator("anna");
        Check(await anna.Send(new(new(method), path) { Content = method == "PUT" ? new StringContent(Product, Encoding.UTF8, "application/json") : null }), "path");
    }

    [Theory]
    [InlineData(ImportSteps.Csv, "customerId,reference,sku,quantity,paymentMethod\n{0},r,TEA-GREEN-100,1,pm_card_visa", "customerId")]
    [InlineData(ImportSteps.Csv, "customerId,reference,sku,quantity,paymentMethod\ncards,{0},TEA-GREEN-100,1,pm_card_visa", "reference")]
    [InlineData(ImportSteps.Csv, "customerId,reference,sku,quantity,paymentMethod\ncards,r,{0},1,pm_card_visa", "sku")]
    [InlineData(ImportSteps.Csv, "customerId,reference,sku,quantity,paymentMethod\ncards,r,TEA-GREEN-100,{0},pm_card_visa", "quantity")]
    [InlineData(ImportSteps.Csv, "customerId,reference,sku,quantity,paymentMethod\ncards,r,TEA-GREEN-100,1,{0}", "paymentMethod")]
    [InlineData(ImportSteps.Csv, "customerId,reference,sku,quantity,paymentMethod\ncards,r,TEA-GREEN-100,1,pm_card_visa,{0}", null)]
    [InlineData(ImportSteps.Ndjson, "{{\"customerId\":\"{0}\"}}", "/customerId")]
    [InlineData(ImportSteps.Ndjson, "{{\"customerId\":\"cards\",\"reference\":\"{0}\"}}", "/reference")]
    [InlineData(ImportSteps.Ndjson, "{{\"customerId\":\"cards\",\"lines\":[{{\"sku\":\"{0}\"}}]}}", "/lines/0/sku")]
    [InlineData(ImportSteps.Ndjson, "{{\"customerId\":\"cards\",\"card\":\"{0}\"}}", "/card")]
    [InlineData(ImportSteps.Ndjson, "{0}", null)]
    public async Task The_row_of_an_import_that_has_it_is_a_bad_row(string format, string rows, string? field)
    {
        var anna = await shop.Operator("anna imports cards");
        var import = await anna.Import($"cards {field} {format}", string.Format(null, rows, Card), format);
        var ended = await shop.Ended(anna, import.Id);
        Assert.Equal((0, 1), (ended.Rows().Placed, ended.Rows().Failed));
        var errors = await anna.Get($"api/imports/{import.Id}/errors");
        var row = Assert.Single(errors.Body["items"]!.AsArray())!;
        Assert.Equal(("card_number", field), ((string)row["code"]!, (string?)row["field"]));
        Assert.DoesNotContain("4242", errors.Text, StringComparison.Ordinal);
        Assert.Equal(0, await shop.OrdersOf("cards"));
    }

    [Fact]
    public async Task What_was_asked_with_it_is_not_done()
    {
        var (alice, anna) = (await shop.Customer("has a card"), await shop.Operator("anna"));
        Assert.Equal(400, (await alice.PlaceWith("4242424242424242")).Status);
        Assert.Equal(400, (await alice.Place(Card)).Status);
        Assert.Equal(400, (await anna.PutProduct("CARD", Product.Replace("Mug", Card, StringComparison.Ordinal))).Status);
        await shop.Quiet();
        Assert.Empty((await alice.Get("api/orders")).Body["items"]!.AsArray());
        Assert.Equal(404, (await alice.Get("api/products/CARD")).Status);
    }

    private static void Check(Answer answer, string pointer)
    {
        Assert.Equal((400, "card_number"), answer.Refusal);
        Assert.Equal([$"{pointer}: card_number"], answer.Errors);
        Assert.DoesNotContain("4242", WithoutTrace(answer), StringComparison.Ordinal);
        Assert.DoesNotContain("4242", answer.Headers.ToString(), StringComparison.Ordinal);
    }

    // A trace id has any digits.
    private static string WithoutTrace(Answer answer) => Regex.Replace(answer.Text, "\"traceId\":\"[0-9a-f]{32}\"", "");

    private async Task<Answer> Send(string name, string query = "", string? body = null, string? key = null) =>
        await (await Explorer.Of(shop, new Findings())).Send(name, query: query, body: body, key: key);

    // The number in each field that the schema has, one after the other, and nothing else in the body.
    private static IEnumerable<(string Pointer, string Body)> Bodies(JsonNode node)
    {
        var schema = Published.Document.Resolve(node);
        if (schema["properties"] is JsonObject properties)
        {
            foreach (var (name, property) in properties)
            {
                foreach (var (pointer, body) in Bodies(property!))
                {
                    yield return ($"/{name}{pointer}", $$"""{"{{name}}":{{body}}}""");
                }
            }
        }
        else if (schema["items"] is { } items)
        {
            foreach (var (pointer, body) in Bodies(items))
            {
                yield return ($"/0{pointer}", $"[{body}]");
            }
        }
        else
        {
            yield return ("", $"\"{Card}\"");
            yield return ("", "4242424242424242");
        }
    }
}
