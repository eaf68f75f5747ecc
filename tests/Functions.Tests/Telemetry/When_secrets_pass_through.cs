using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Serverless.Contracts;
using Serverless.Functions.Tests.DeadLetters;
using Serverless.Functions.Tests.Imports;
using Serverless.Functions.Tests.Payments;

namespace Serverless.Functions.Tests.Telemetry;

/// <summary>
/// The whole application runs with secrets that occur nowhere else, while a client puts a card number wherever it can write something. Then
/// everything that was kept, sent or told is searched for them.
/// </summary>
public class When_secrets_pass_through
{
    private const string Card = "4539578763621486";
    private const string CardInGroups = "4539 5787 6362 1486";
    private const string Code = "cvv-736";
    private const string ApiKey = "sk_test_canary_8Zk2vR";
    private const string WebhookSecret = "whsec_canary_Qd71mX";
    private const string BusKey = "canary-bus-key-Y5s0";
    private const string CosmosKey = "Y2FuYXJ5LWNvc21vcy1rZXktNzdhYg==";
    private const string BadToken = "eyJhbGciOiJub25lIn0.canaryBadToken.x";
    private const string Method = "pm_canary_unknown";

    private static readonly string[] Settings =
    [
        $"--PaymentProvider:ApiKey={ApiKey}",
        $"--PaymentProvider:WebhookSecrets={WebhookSecret}",
        $"--Embedded:PaymentWebhookSecret={WebhookSecret}",
        $"--CosmosConnection=AccountEndpoint=http://cosmos.embedded/;AccountKey={CosmosKey}",
        $"--ServiceBusConnection=Endpoint=sb://secrets.embedded/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey={BusKey}",
        "--Logging:LogLevel:Default=Trace",
        "--Logging:LogLevel:Microsoft=Trace",
        "--Logging:LogLevel:System=Trace",
        "--Logging:Console:LogLevel:Default=None",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task None_is_found_in_logs_traces_metrics_store_cache_or_messages()
    {
        await using var collector = await Collector.Open("grpc");
        var kept = new Kept();
        List<string> secrets = [Card, CardInGroups, Code, ApiKey, WebhookSecret, BusKey, CosmosKey, BadToken, "Bearer "];
        await using (var shop = await Shop.Open([.. collector.Settings, .. Settings], kept.Listen))
        {
            var (alice, otto) = (await Token(shop, "alice"), await Token(shop, "otto&role=operator"));
            secrets.AddRange([alice, otto]);
            var orders = await Orders(shop, shop.WithToken(alice), shop.WithToken(otto));
            await Attacks(shop, alice);
            await Attacks(shop, shop.WithToken(otto), orders[0]);
            await shop.Quiet();
            secrets.AddRange(await ClientSecrets(shop));
            kept.Take(await shop.Anonymous.GetStringAsync("metrics", Stop));
            await kept.TakeDocuments(shop);
        }
        Assert.True(kept.Documents > 10, $"Only {kept.Documents} documents were searched.");
        Assert.True(kept.Messages > 10, $"Only {kept.Messages} messages were searched.");
        Assert.Contains(collector.Logs, log => log.Severity == "Trace" || log.Severity == "Debug");
        var told = collector.Received.Select(Encoding.UTF8.GetString).ToList();
        Assert.Equal("", Found([.. secrets, Method], told));
        Assert.Equal("", Found(secrets, kept.Texts));
        Assert.Contains(kept.Texts, text => text.Contains(Method, StringComparison.Ordinal));
    }

    // Each secret, with what stands around it.
    private static string Found(IReadOnlyCollection<string> secrets, IEnumerable<string> texts) => string.Join('\n',
        from text in texts
        from secret in secrets
        let at = text.IndexOf(secret, StringComparison.Ordinal)
        where at >= 0
        select $"{secret}: {text[Math.Max(0, at - 300)..Math.Min(text.Length, at + secret.Length + 100)]}");

    // Everything that an order can come to, so that everything is written and logged that can be.
    private static async Task<List<string>> Orders(Shop shop, Customer alice, Customer otto)
    {
        using var bank = new Bank(shop, ApiKey);
        string[] methods =
        [
            "pm_card_visa", "pm_card_visa_chargeDeclined", "pm_card_threeDSecure2Required", "pm_sim_lost", "pm_sim_500", "pm_sim_429_once",
            "pm_card_pendingRefund", "pm_card_refundFail", Method,
        ];
        var orders = new List<string>();
        foreach (var method in methods)
        {
            orders.Add((await alice.Place(method, Customer.Tea.Replace("pm_card_visa", method, StringComparison.Ordinal))).Id);
        }
        await shop.Quiet();
        await alice.Ask(orders[1], "payment", """{"paymentMethod":"pm_card_mastercard"}""", "again");
        await otto.Ask(orders[0], "refunds", """{"amount":500}""", "part");
        await otto.Ask(orders[6], "refunds", "", "all");
        await otto.Ask(orders[7], "refunds", "", "all");
        await bank.Dispute(orders[0]);
        await alice.Ask(orders[2], "cancel");
        await shop.Send(Entities.PaymentCommands, new ServiceBusMessage("{}") { Subject = "ChargePayment", CorrelationId = orders[0] });
        await shop.Quiet();
        foreach (var order in orders)
        {
            await alice.Order(order);
            await alice.Get($"api/orders/{order}/history");
        }
        await alice.Get("api/orders?pageSize=5");
        return orders;
    }

    private static async Task Attacks(Shop shop, string token)
    {
        var alice = shop.WithToken(token);
        string[] bodies =
        [
            $$"""{"lines":[{"sku":"TEA-GREEN-100","quantity":1}],"paymentMethod":"{{Card}}"}""",
            $$"""{"lines":[{"sku":"TEA-GREEN-100","quantity":1}],"paymentMethod":"pm_{{Card}}"}""",
            $$"""{"lines":[{"sku":"{{Card}}","quantity":1}],"paymentMethod":"pm_card_visa"}""",
            $$"""{"lines":[{"sku":"TEA-GREEN-100","quantity":{{Card}}}],"paymentMethod":"pm_card_visa"}""",
            $$$"""{"lines":[{"sku":"TEA-GREEN-100","quantity":1}],"paymentMethod":"pm_card_visa","card":{"number":"{{{CardInGroups}}}","cvc":"{{{Code}}}"}}""",
            $$"""{"{{Card}}":"{{Code}}"}""",
            $$"""{"lines":{{Card}}""",
            $"{Card};{Code}",
        ];
        foreach (var body in bodies)
        {
            Assert.InRange((await alice.Place("attack", body)).Status, 400, 499);
        }
        await alice.Place($"{Card} {Code}");
        foreach (var path in new[] { $"api/orders/{Card}", $"api/orders?cursor={Card}", $"api/orders?status={Card}", $"api/{Card}", $"api/products/{Card}", $"{Card}?{Code}" })
        {
            await alice.Get(path);
        }
        await Send(shop, HttpMethod.Get, "api/orders", BadToken, null);
        await Send(shop, HttpMethod.Post, "api/payments/webhooks", null, $$"""{"type":"charge.succeeded","card":"{{Card}}","secret":"{{WebhookSecret}}"}""");
        await Send(shop, HttpMethod.Post, "api/orders", token, bodies[4]);
    }

    // What operators write, and what comes in bulk.
    private static async Task Attacks(Shop shop, Customer otto, string order)
    {
        var letter = await shop.Kill("canary-1", order);
        foreach (var card in new[] { Card, CardInGroups })
        {
            Assert.Equal((400, "card_number"), (await otto.PutProduct("CANARY", $$$"""{"name":"{{{card}}}","price":{"amount":1,"currency":"EUR"}}""")).Refusal);
            Assert.Equal((400, "card_number"), (await otto.Ask(order, "refunds", $$"""{"reason":"{{card}}"}""", "canary")).Refusal);
            Assert.Equal((400, "card_number"), (await otto.Ask(order, "refunds", "", $"back to {card}")).Refusal);
            Assert.Equal((400, "card_number"), (await otto.Decide($"{letter.PathOf()}/discard", $$"""{"reason":"of {{card}}"}""")).Refusal);
            Assert.Equal((400, "card_number"), (await otto.Decide("api/dead-letters/replay", $$"""{"orderId":"{{card}}"}""")).Refusal);
            Assert.Equal((400, "card_number"), (await otto.Get($"api/orders?customerId={Uri.EscapeDataString(card)}")).Refusal);
            await Import(shop, otto, card);
        }
    }

    private static async Task Import(Shop shop, Customer otto, string card)
    {
        string[] rows =
        [
            ImportSteps.Row(card, null), ImportSteps.Row("canary", card), ImportSteps.Row("canary", null, sku: card), ImportSteps.Row("canary", null, method: card),
            $"{card},{Code}", $$"""{"{{card}}":"{{Code}}"}""", $$"""{"customerId":"canary","cvv":"{{Code}}"}""",
        ];
        var ndjson = await shop.Ended(otto, (await otto.Import($"canary {card.Length}", string.Join('\n', rows))).Id);
        Assert.Equal((0, rows.Length), (ndjson.Rows().Placed, ndjson.Rows().Failed));
        var csv = await otto.Import($"canary csv {card.Length}", $"""
            customerId,reference,sku,quantity,paymentMethod
            {card},,TEA-GREEN-100,1,pm_card_visa
            canary,{card},TEA-GREEN-100,1,pm_card_visa
            canary,,{card},1,pm_card_visa
            canary,,TEA-GREEN-100,{card},pm_card_visa
            canary,,TEA-GREEN-100,1,{card}
            canary,,TEA-GREEN-100,1,{Code}
            """, ImportSteps.Csv);
        Assert.Equal((0, 6), (await shop.Ended(otto, csv.Id)).Rows() is var (_, placed, failed) ? (placed, failed) : default);
        Assert.Equal(400, (await otto.Import($"canary header {card.Length}", $"{card},{Code}", ImportSteps.Csv)).Status);
    }

    private static async Task Send(Shop shop, HttpMethod method, string path, string? token, string? body)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("User-Agent", $"card {Card}");
        request.Headers.TryAddWithoutValidation("tracestate", $"card={Card}");
        request.Headers.TryAddWithoutValidation("baggage", $"card={Card}");
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t=1,v1={Card}");
        using var response = await shop.Anonymous.SendAsync(request, Stop);
    }

    private static async Task<string> Token(Shop shop, string sub) => (await shop.Anonymous.GetStringAsync($"identity/token?sub={sub}", Stop)).Trim();

    private static async Task<IEnumerable<string>> ClientSecrets(Shop shop)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "provider/v1/payment_intents?limit=100");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
        using var response = await shop.Anonymous.SendAsync(request, Stop);
        var secrets = JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!["data"]!.AsArray().Select(intent => (string)intent!["client_secret"]!).ToList();
        Assert.All(secrets, secret => Assert.Contains("_secret_", secret, StringComparison.Ordinal));
        return secrets.Append("_secret_");
    }
}
