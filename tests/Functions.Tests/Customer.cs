using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Serverless.Functions.Tests;

/// <summary>Somebody who sends requests.</summary>
internal sealed class Customer(HttpClient http)
{
    public const string Tea = """{"lines":[{"sku":"TEA-GREEN-100","quantity":2}],"paymentMethod":"pm_card_visa"}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<Answer> Place(string key, string body = Tea) => Post(body, key);

    public Task<Answer> PlaceWith(string method) => Place("cart-1", Tea.Replace("pm_card_visa", method, StringComparison.Ordinal));

    public Task<Answer> Post(string body, string? key, string contentType = "application/json") => Post("api/orders", body, key, contentType);

    /// <summary>Asks something of an order: <c>cancel</c>, <c>refunds</c> and so on. No body, no content type.</summary>
    public Task<Answer> Ask(string order, string what, string body = "", string? key = null, string? ifMatch = null) =>
        Post($"api/orders/{order}/{what}", body, key, body.Length == 0 ? "" : "application/json", ifMatch);

    private async Task<Answer> Post(string path, string body, string? key, string contentType, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = contentType.Length == 0 ? null : MediaTypeHeaderValue.Parse(contentType);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }
        return await Send(request);
    }

    public Task<Answer> Order(string id) => Get($"api/orders/{id}");

    public Task<Answer> Get(string path, string? ifNoneMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path.TrimStart('/'));
        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }
        return Send(request);
    }

    /// <summary>Posts a decision about something that there is.</summary>
    public Task<Answer> Decide(string path, string body = "{}", string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path.TrimStart('/')) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }
        return Send(request);
    }

    /// <summary>Says how a product should be.</summary>
    public Task<Answer> PutProduct(string sku, string body, string? ifMatch = null, string? ifNoneMatch = null) =>
        Send(Conditional(new(HttpMethod.Put, $"api/products/{sku}") { Content = new StringContent(body, Encoding.UTF8, "application/json") }, ifMatch, ifNoneMatch));

    public Task<Answer> DeleteProduct(string sku, string? ifMatch = null) => Send(Conditional(new(HttpMethod.Delete, $"api/products/{sku}"), ifMatch, null));

    private static HttpRequestMessage Conditional(HttpRequestMessage request, string? ifMatch, string? ifNoneMatch)
    {
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }
        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }
        return request;
    }

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        return Answer.Of(response, text);
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, HttpResponseHeaders Headers, string? ContentType, string Text)
{
    public static Answer Of(HttpResponseMessage response, string text) =>
        new((int)response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, text)
        {
            Allow = string.Join(", ", response.Content.Headers.Allow), // The client takes it for a field of the content.
        };

    public JsonNode Body => JsonNode.Parse(Text)!;

    public required string Allow { get; init; }

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    public string Id => (string)Body["id"]!;

    public string OrderStatus => (string)Body["status"]!;

    /// <summary>What kind of trouble: the status and the code.</summary>
    public (int Status, string Code) Refusal => (Status, Problem);

    /// <summary>The stable code of a problem, after a look at what every problem must have.</summary>
    public string Problem
    {
        get
        {
            Assert.Equal("application/problem+json", ContentType);
            Assert.Equal(Status, (int)Body["status"]!);
            Assert.NotEmpty((string)Body["detail"]!);
            Assert.Matches("^[0-9a-f]{32}$", (string)Body["traceId"]!);
            return (string)Body["code"]!;
        }
    }

    /// <summary>What is wrong where, as <c>pointer: code</c>.</summary>
    public IEnumerable<string> Errors => Body["errors"]!.AsArray().Select(error => $"{error!["pointer"]}: {error["code"]}");
}
