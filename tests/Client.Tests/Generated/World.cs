using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Contract;
using Serverless.Embedded.Identity;
using Serverless.Embedded.Storage;

namespace Serverless.Client.Tests.Generated;

/// <summary>What there is when the generated requests come: orders that stand everywhere, a dead letter, an import, and tokens good and bad.</summary>
internal sealed class World
{
    private static readonly string[] Methods = ["pm_card_visa", "pm_card_visa_chargeDeclined", "pm_card_threeDSecure2Required"];
    private readonly List<string> _orders = [];
    private readonly List<string> _letters = [];
    private string _import = "";

    public required string Customer { get; init; }

    public required string Operator { get; init; }

    public required IReadOnlyList<string> BadTokens { get; init; }

    public static async Task<World> Make(App app)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        var customer = await Token("sub=alice");
        var world = new World
        {
            Customer = customer,
            Operator = await Token("sub=anna&role=operator"),
            BadTokens =
            [
                "", "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Bearer \u00e4", "Basic YWxpY2U6", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.",
                customer, $"Bearer {customer}", $"bearer  {customer}", $"Bearer {customer}x", $"Bearer {customer[..^10]}", $"Bearer {customer} {customer}",
                $"Bearer {await Token("sub=alice&audience=another")}", $"Bearer {await Expired(app)}", $"Bearer {new string('a', 8_000)}",
            ],
        };
        foreach (var method in Methods.Concat(Methods))
        {
            world._orders.Add(await Post("orders", customer, $"made-{world._orders.Count}", "application/json",
                $$"""{"lines":[{"sku":"TEA-GREEN-100","quantity":2}],"paymentMethod":"{{method}}"}"""));
        }
        world._import = await Post("imports", world.Operator, "made", "application/x-ndjson",
            """{"customerId":"alice","lines":[{"sku":"NO-SUCH-THING","quantity":1}],"paymentMethod":"pm_card_visa"}""");
        await app.Kill("made-1");
        await app.Kill("made-2");
        using var letters = new HttpRequestMessage(HttpMethod.Get, "api/dead-letters") { Headers = { Authorization = new("Bearer", world.Operator) } };
        using var answer = await http.SendAsync(letters, TestContext.Current.CancellationToken);
        var listed = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["items"]!.AsArray();
        world._letters.AddRange(listed.Select(letter => (string)letter!["id"]!));
        return world;

        async Task<string> Token(string query) => (await http.GetStringAsync($"identity/token?{query}", TestContext.Current.CancellationToken)).Trim();

        async Task<string> Post(string path, string token, string key, string type, string body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"api/{path}") { Content = new StringContent(body) };
            request.Headers.Authorization = new("Bearer", token);
            request.Content.Headers.ContentType = new(type);
            request.Headers.Add("Idempotency-Key", key);
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            return (string)JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["id"]!;
        }
    }

    /// <summary>Something that there is, mostly; else what looks like it.</summary>
    public string IdFor(ApiOperation operation, Random random)
    {
        var example = operation.Parameters.First(parameter => parameter.In == "path").Example!;
        return random.Next(6) == 0 ? example : operation.Path.Split('/')[1] switch
        {
            "orders" => _orders[random.Next(_orders.Count)],
            "dead-letters" => _letters[random.Next(_letters.Count)],
            "imports" => _import,
            _ => example,
        };
    }

    // Signed by the issuer's own key, two hours ago.
    private static async Task<string> Expired(App app)
    {
        using var key = await SigningKey.Open(app.Services.GetRequiredService<Database>());
        var options = new IdentityOptions();
        return Embedded.Identity.Token.Sign(
            new TokenRequest("alice", options.Audience, [], options.Lifetime), options.Issuer, key, TimeProvider.System.GetUtcNow().AddHours(-2));
    }
}
