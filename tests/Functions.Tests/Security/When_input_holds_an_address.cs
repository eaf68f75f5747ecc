using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Functions.Tests.DeadLetters;
using Serverless.Functions.Tests.Imports;

namespace Serverless.Functions.Tests.Security;

/// <summary>Server-side request forgery (API7): this system calls whom its settings name, whatever anybody writes.</summary>
public class When_input_holds_an_address
{
    private const string Address = "http://169.254.169.254/latest/meta-data";

    [Fact]
    public async Task Nobody_is_called_but_those_whom_the_settings_name()
    {
        var called = new ConcurrentDictionary<string, bool>();
        await using var shop = await Shop.Open(configure: app => app.Services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new Listener(called))));
        var (alice, anna) = (await shop.Customer(Address), await shop.Operator("https://169.254.169.254/"));

        Assert.Equal(202, (await alice.Place($"key {Address}")).Status);
        await alice.PlaceWith(Address);
        await alice.Place("cart-2", Customer.Tea.Insert(1, $"\"callbackUrl\":\"{Address}\","));
        await anna.PutProduct("LINK", $$$"""{"name":"{{{Address}}}","price":{"amount":100,"currency":"EUR"}}""");
        await anna.Import("addresses", ImportSteps.Row(Address, Address) + "\n" + ImportSteps.Row("addresses", Address, sku: "LINK"));
        var letter = await shop.Kill("addresses", Address);
        await anna.Decide($"{letter.PathOf()}/discard", $$"""{"reason":"{{Address}}"}""");
        await anna.Get($"api/orders?customerId={Uri.EscapeDataString(Address)}");
        await WithHeaders(shop, alice);
        await shop.Quiet();

        Assert.Equal(["cosmos.embedded", "identity.embedded", "payments.embedded"], called.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_token_cannot_say_where_its_key_is()
    {
        var called = new ConcurrentDictionary<string, bool>();
        await using var shop = await Shop.Open(configure: app => app.Services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new Listener(called))));
        var head = Encoded($$"""{"alg":"RS256","kid":"{{Address}}","jku":"{{Address}}","x5u":"{{Address}}"}""");
        var body = Encoded($$"""{"iss":"{{Address}}","aud":"orders-api","sub":"alice","exp":4102444800}""");
        Assert.Equal(401, (await shop.WithToken($"{head}.{body}.{Encoded("signature")}").Get("api/orders")).Status);
        Assert.DoesNotContain("169.254.169.254", called.Keys);
    }

    private static async Task WithHeaders(Shop shop, Customer alice)
    {
        foreach (var header in new[] { "Origin", "Referer", "Forwarded", "X-Forwarded-Host", "X-Forwarded-For", "From", "Destination" })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "api/orders");
            request.Headers.TryAddWithoutValidation(header, Address);
            await alice.Send(request);
        }
        var notice = new HttpRequestMessage(HttpMethod.Post, "api/payments/webhooks") { Content = new StringContent($$"""{"id":"{{Address}}","url":"{{Address}}"}""") };
        notice.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await shop.Anonymous.SendAsync(notice, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)answer.StatusCode);
    }

    private static string Encoded(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private sealed class Listener(ConcurrentDictionary<string, bool> called) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            called[request.RequestUri!.Host] = true;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
