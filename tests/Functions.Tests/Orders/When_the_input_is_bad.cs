using System.Text;

namespace Serverless.Functions.Tests.Orders;

public class When_the_input_is_bad(Shop shop)
{
    private const string Line = """{"sku":"TEA-GREEN-100","quantity":1}""";

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("{} {}", "")]
    [InlineData("""{"lines":[{"sku":"TEA-GREEN-100","quantity":1}],"paymentMethod":"pm_card_visa","price":1}""", "/price")]
    [InlineData("""{"lines":[{"sku":"TEA-GREEN-100","quantity":1,"unitPrice":1}],"paymentMethod":"pm_card_visa"}""", "/lines/0/unitPrice")]
    [InlineData("""{"lines":[{"sku":"TEA-GREEN-100","quantity":1.5}],"paymentMethod":"pm_card_visa"}""", "/lines/0/quantity")]
    [InlineData("""{"lines":[{"sku":"TEA-GREEN-100","quantity":"1"}],"paymentMethod":"pm_card_visa"}""", "/lines/0/quantity")]
    [InlineData("""{"lines":[{"sku":7,"quantity":1}],"paymentMethod":"pm_card_visa"}""", "/lines/0/sku")]
    [InlineData("""{"lines":[{"sku":"TEA-GREEN-100","quantity":99999999999}],"paymentMethod":"pm_card_visa"}""", "/lines/0/quantity")]
    [InlineData("""{"paymentMethod":"pm_card_visa","paymentMethod":"pm_card_visa","lines":[]}""", null)]
    public async Task What_is_not_the_JSON_expected_is_refused_with_its_place(string body, string? pointer)
    {
        var answer = await (await shop.Customer("malformed")).Place("cart-1", body);
        Assert.Equal(400, answer.Status);
        Assert.Equal("malformed_json", answer.Problem);
        Assert.Equal(pointer ?? (string)answer.Body["errors"]![0]!["pointer"]!, (string)answer.Body["errors"]![0]!["pointer"]!);
        Assert.DoesNotContain("Serverless", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"lines":[{"sku":"TEA-GREEN-100","quantity":0}],"paymentMethod":"pm_card_visa"}""", "/lines/0/quantity: out_of_range")]
    [InlineData("""{"lines":[{"sku":"TEA-GREEN-100","quantity":-1}],"paymentMethod":"pm_card_visa"}""", "/lines/0/quantity: out_of_range")]
    [InlineData("""{"lines":[{"sku":"TEA-GREEN-100","quantity":1001}],"paymentMethod":"pm_card_visa"}""", "/lines/0/quantity: out_of_range")]
    [InlineData("""{"lines":[{"sku":"NO-SUCH-THING","quantity":1}],"paymentMethod":"pm_card_visa"}""", "/lines/0/sku: unknown_sku")]
    [InlineData("""{"lines":[{"sku":"TEA-GREEN-100","quantity":1},{"sku":"GIFT-BOX","quantity":1}],"paymentMethod":"pm_card_visa"}""", "/lines/1/sku: mixed_currencies")]
    [InlineData("""{"lines":[],"paymentMethod":"pm_card_visa"}""", "/lines: line_count")]
    [InlineData("""{"paymentMethod":"pm_card_visa"}""", "/lines: line_count")]
    [InlineData("""{"lines":[{"sku":"TEA-GREEN-100","quantity":1}]}""", "/paymentMethod: invalid_payment_method")]
    [InlineData("""{"lines":[{"sku":"TEA-GREEN-100","quantity":1}],"paymentMethod":"pm_1111111111111"}""", "/paymentMethod: invalid_payment_method")]
    public async Task What_is_not_valid_is_refused_with_its_place(string body, string error)
    {
        var answer = await (await shop.Customer("invalid")).Place("cart-1", body);
        Assert.Equal(400, answer.Status);
        Assert.Equal("invalid_request", answer.Problem);
        Assert.Equal([error], answer.Errors);
    }

    [Theory]
    [InlineData(100, 202)]
    [InlineData(101, 400)]
    public async Task A_hundred_lines_are_the_most(int count, int status)
    {
        var body = $$"""{"lines":[{{string.Join(',', Enumerable.Repeat(Line, count))}}],"paymentMethod":"pm_card_visa"}""";
        Assert.Equal(status, (await (await shop.Customer($"orders {count} lines")).Place("cart-1", body)).Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("")]
    public async Task Another_content_type_is_refused(string type)
    {
        var answer = await (await shop.Customer("other type")).Post(Customer.Tea, "cart-1", type);
        Assert.Equal(415, answer.Status);
        Assert.Equal("unsupported_media_type", answer.Problem);
    }

    [Fact]
    public async Task A_compressed_body_is_refused()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "api/orders") { Content = new StringContent(Customer.Tea, Encoding.UTF8, "application/json") };
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Headers.Add("Idempotency-Key", "cart-1");
        Assert.Equal((415, "unsupported_media_type"), (await (await shop.Customer("compresses")).Send(request)).Refusal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_256_KB_is_refused(bool chunked)
    {
        var alice = await shop.Customer("talks a lot");
        var bytes = Encoding.UTF8.GetBytes(Customer.Tea + new string(' ', 256 * 1024));
        var request = new HttpRequestMessage(HttpMethod.Post, "api/orders") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("Idempotency-Key", "cart-1");
        request.Headers.TransferEncodingChunked = chunked;
        var answer = await alice.Send(request);
        Assert.Equal(413, answer.Status);
        Assert.Equal("body_too_large", answer.Problem);
    }

    [Fact]
    public async Task A_body_of_256_KB_is_taken()
    {
        var body = Customer.Tea + new string(' ', 256 * 1024 - Customer.Tea.Length);
        Assert.Equal(202, (await (await shop.Customer("just fits")).Place("cart-1", body)).Status);
    }

    [Theory]
    [InlineData(null, "idempotency_key_required")]
    [InlineData("", "idempotency_key_required")]
    [InlineData("a\tb", "invalid_idempotency_key")]
    [InlineData("long", "invalid_idempotency_key")]
    public async Task A_key_that_is_missing_or_unfit_is_refused(string? key, string code)
    {
        var answer = await (await shop.Customer("keyless")).Post(Customer.Tea, key == "long" ? new string('k', 256) : key);
        Assert.Equal(400, answer.Status);
        Assert.Equal(code, answer.Problem);
    }

    [Fact]
    public async Task It_changes_nothing()
    {
        var alice = await shop.Customer("only errs");
        await alice.Place("cart-1", "{");
        await alice.Place("cart-1", """{"lines":[{"sku":"NO-SUCH-THING","quantity":1}],"paymentMethod":"pm_card_visa"}""");
        await alice.Post(Customer.Tea, "cart-1", "text/plain");
        Assert.Empty((await alice.Get("api/orders")).Body["items"]!.AsArray());
        Assert.Null((await alice.Place("cart-1")).Header("Idempotent-Replayed"));
    }
}
