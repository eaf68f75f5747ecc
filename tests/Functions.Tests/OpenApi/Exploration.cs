using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Imports;
using Serverless.Functions.Tests.DeadLetters;
using Serverless.Functions.Tests.Imports;
using Serverless.Functions.Tests.Payments;

namespace Serverless.Functions.Tests.OpenApi;

/// <summary>A walk through every operation that meets every answer it can give.</summary>
public sealed class Exploration : IAsyncLifetime
{
    private const string NoOrder = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private readonly ReadRecorder _recorder = new();
    private Shop? _shop;
    private Explorer? _explorer;

    internal Findings Findings { get; } = new();

    internal ILookup<string, (string In, string Name)> Reads => _recorder.Reads.Keys.ToLookup(read => read.Function, read => (read.In, read.Name));

    private Explorer Explorer => _explorer!;

    private Shop Shop => _shop!;

    public async ValueTask InitializeAsync()
    {
        _shop = await Shop.Open(["--Payments:CaptureMode=Manual"], app =>
        {
            app.Services.AddSingleton(_recorder);
            app.Services.AddLogging(logging => logging.AddFilter("Serverless.Functions.Http", LogLevel.None)); // The faults are wanted.
            app.UseMiddleware<FaultOnDemand>();
            app.UseMiddleware<ReadRecorder>();
        });
        _explorer = await Explorer.Of(_shop, Findings);
        await Everywhere();
        await Impatiently();
        await Lists();
        await Orders();
        await Money();
        await DeadLetters();
        await Imports();
        await Rest();
    }

    public ValueTask DisposeAsync() => Shop.DisposeAsync();

    // What is the same for many operations.
    private async Task Everywhere()
    {
        foreach (var operation in Published.Document.Operations)
        {
            await Explorer.Send(operation.Name, headers: (FaultOnDemand.Header, "bug"));
            await Explorer.Send(operation.Name, query: "?card=4242424242424242");
            if (operation.Codes(503).Contains("temporarily_unavailable"))
            {
                await Explorer.Send(operation.Name, headers: (FaultOnDemand.Header, "outage"));
            }
            if (!operation.IsPublic)
            {
                await Explorer.Send(operation.Name, token: "");
            }
            if (operation.IsForOperators)
            {
                await Explorer.Send(operation.Name, token: Explorer.Customer);
            }
            if (operation.Responses.ContainsKey(408))
            {
                await Explorer.Send(operation.Name, headers: (FaultOnDemand.Header, "slow"));
            }
            if (operation.Codes(413).Contains("body_too_large"))
            {
                await Explorer.Send(operation.Name, body: new string(' ', 256 * 1024 + 1));
            }
            if (operation.Responses.ContainsKey(415))
            {
                await Explorer.Send(operation.Name, type: "text/plain");
            }
            if (operation.Parameters.Any(parameter => parameter.Name == "Idempotency-Key"))
            {
                await Explorer.Send(operation.Name, key: "");
            }
        }
    }

    private async Task Impatiently()
    {
        await using var strict = await Shop.Open(
            ["--RateLimits:Reads:Burst=1", "--RateLimits:Reads:PerSecond=0.01", "--RateLimits:Writes:Burst=1", "--RateLimits:Writes:PerSecond=0.01"],
            app => app.Services.AddHealthChecks().AddCheck("what every request needs", () => HealthCheckResult.Unhealthy()));
        var explorer = await Explorer.Of(strict, Findings);
        foreach (var operation in Published.Document.Operations.Concat(Published.Document.Operations))
        {
            await explorer.Send(operation.Name);
        }
    }

    private async Task Lists()
    {
        foreach (var operation in Published.Document.Operations.Where(operation => operation.Parameters.Any(parameter => parameter.Name == "pageSize")))
        {
            await ReadTwice(operation.Name);
            await Explorer.Send(operation.Name, query: "?pageSize=0");
        }
    }

    private async Task Orders()
    {
        var order = (await Explorer.Send("PlaceOrder")).Id;
        await Explorer.Send("PlaceOrder");
        await Explorer.Send("PlaceOrder", body: Customer.Tea.Replace("2", "3", StringComparison.Ordinal));
        await Shop.Quiet();
        await Explorer.Send("ListOrders", query: "?pageSize=1");
        await Explorer.Send("ListOrders", query: "?customerId=somebody");
        await Explorer.Send("ListOrders", query: "?status=paid,confirmed&customerId=explorer", token: Explorer.Operator);
        await ReadTwice("GetOrder", order);
        await ReadTwice("GetOrderHistory", order);
        await Explorer.Send("RetryPayment", order);
        await Explorer.Send("CancelOrder", order, headers: ("If-Match", "\"99\""));
        await Explorer.Send("CancelOrder", NoOrder);
        await Explorer.Send("CancelOrder", order);
        await Shop.Quiet();

        var declined = (await Explorer.Send("PlaceOrder", key: "declined", body: Customer.Tea.Replace("pm_card_visa", "pm_card_visa_chargeDeclined", StringComparison.Ordinal))).Id;
        await Shop.Quiet();
        await Explorer.Send("GetOrder", declined);
        await Explorer.Send("RetryPayment", NoOrder);
        await Explorer.Send("RetryPayment", declined, headers: ("If-Match", "\"99\""));
        await Explorer.Send("RetryPayment", declined, body: """{"paymentMethod":"4242424242424242"}""");
        await Explorer.Send("RetryPayment", declined);
        await Explorer.Send("RetryPayment", declined, body: """{"paymentMethod":"pm_card_mastercard"}""");

        var approval = (await Explorer.Send("PlaceOrder", key: "approval", body: Customer.Tea.Replace("pm_card_visa", "pm_card_threeDSecure2Required", StringComparison.Ordinal))).Id;
        await Shop.Quiet();
        await Explorer.Send("GetOrder", approval);
    }

    private async Task Money()
    {
        var order = (await Explorer.Send("PlaceOrder", key: "money")).Id;
        await Shop.Quiet();
        await Explorer.Send("RefundOrder", order);
        await Explorer.Send("CaptureOrder", NoOrder);
        await Explorer.Send("CaptureOrder", order, body: """{"amount":"all"}""");
        await Explorer.Send("CaptureOrder", order, body: """{"amount":999999}""");
        await Explorer.Send("CaptureOrder", order, headers: ("If-Match", "\"99\""));
        await Explorer.Send("CaptureOrder", order);
        await Explorer.Send("CaptureOrder", order, body: """{"amount":400}""");
        await Shop.Quiet();
        await Explorer.Send("RefundOrder", NoOrder);
        await Explorer.Send("RefundOrder", order, key: "much", body: """{"amount":999999}""");
        await Explorer.Send("RefundOrder", order, key: "old", headers: ("If-Match", "\"99\""));
        await Explorer.Send("RefundOrder", order, key: "some", body: """{"amount":100}""");
        await Shop.Quiet();
        await Explorer.Send("CancelOrder", order);
        await Shop.Quiet();
        await Explorer.Send("CancelOrder", order);
        await ReadTwice("GetLedger", order);
        await Explorer.Send("GetOrder", order, token: Explorer.Operator);

        var refunded = (await Explorer.Send("PlaceOrder", key: "refunded")).Id;
        await Shop.Quiet();
        await Explorer.Send("CaptureOrder", refunded, body: "");
        await Shop.Quiet();
        await Explorer.Send("RefundOrder", refunded, key: "all", body: "");
        await Shop.Quiet();
        await Explorer.Send("CancelOrder", refunded);

        await Explorer.Send("ReceiveProviderEvent");
        var notice = Notice.Of("evt_explored");
        await Explorer.Send("ReceiveProviderEvent", body: notice, headers: ("Stripe-Signature", Notice.Sign(notice, "whsec_embedded")));
    }

    private async Task DeadLetters()
    {
        var letter = (string)(await Shop.Kill("explored-1", "o-1"))["id"]!;
        var other = (string)(await Shop.Kill("explored-2", "o-2"))["id"]!;
        await Explorer.Send("ListDeadLetters", query: "?pageSize=1");
        await ReadTwice("GetDeadLetter", letter);
        foreach (var decision in new[] { "ReplayDeadLetter", "DiscardDeadLetter" })
        {
            await Explorer.Send(decision, "payment-commands-" + NoOrder[..32]);
            await Explorer.Send(decision, letter, headers: ("If-Match", "\"99\""));
        }
        await Explorer.Send("DiscardDeadLetter", letter, body: "{}");
        await Explorer.Send("DiscardDeadLetter", letter);
        await Explorer.Send("DiscardDeadLetter", letter, body: """{"reason":"another"}""");
        await Explorer.Send("ReplayDeadLetter", letter);
        await Explorer.Send("ReplayDeadLetter", other);
        await Shop.Quiet();
        await Explorer.Send("ReplayDeadLetters");
        await Explorer.Send("ReplayDeadLetters", body: """{"state":"discarded"}""");
    }

    private async Task Imports()
    {
        var import = (await Explorer.Send("StartImport")).Id;
        await Explorer.Send("StartImport", body: "{}");
        await Explorer.Send("StartImport", body: "\n", key: "empty");
        await Explorer.Send("StartImport", new SlowContent("{}", 91 * 1024 * 1024, Task.CompletedTask, "text/csv"));
        var rows = "{}\n" + ImportSteps.Row("explored", "again");
        await Explorer.Send("StartImport", body: rows, key: "bad row");
        await Shop.Quiet();
        await ReadTwice("GetImport", import);
        var bad = (await Explorer.Send("StartImport", body: rows, key: "bad row")).Id;
        await Explorer.Send("GetImport", bad);
        await ReadTwice("GetImportErrors", bad);
        await Explorer.Send("GetImportErrors", bad, query: "?pageSize=0");

        var goOn = new TaskCompletionSource();
        var slow = Explorer.Send("StartImport", new SlowContent(rows, 1024, goOn.Task, ImportSteps.Ndjson), key: "overtaken");
        var overtaken = ImportId.For(CustomerId.Parse(OpenApi.Explorer.OperatorName), IdempotencyKey.Parse("overtaken")).Value;
        await Until.Seen(() => Explorer.Send("GetImport", overtaken), import => import.Status != 404);
        await Explorer.Send("StartImport", body: rows, key: "overtaken");
        goOn.SetResult();
        await slow;
    }

    private async Task Rest()
    {
        await ReadTwice("GetProduct", "TEA-GREEN-100");
        await Explorer.Send("GetProduct", "NO-SUCH-THING");
        await Explorer.Send("PutProduct", "EXPLORED");
        await Explorer.Send("PutProduct", "EXPLORED");
        await Explorer.Send("PutProduct", "EXPLORED", body: """{"name":"","price":{"amount":0,"currency":"EUR"}}""");
        await Explorer.Send("PutProduct", "EXPLORED", headers: ("If-None-Match", "*"));
        await Explorer.Send("DeleteProduct", "EXPLORED", headers: ("If-Match", "\"99\""));
        await Explorer.Send("DeleteProduct", "EXPLORED");
        await ReadTwice("GetReconciliation", query: "?from=2026-03-01&to=2026-03-02");
        await Explorer.Send("GetReconciliation");
        await ReadTwice("GetOpenApi");
        await ReadTwice("GetDocs");
        await Explorer.Send("Live");
        await Explorer.Send("Ready");
    }

    // Something that there is, once more to a client that has it, and something that there is not.
    private async Task ReadTwice(string name, string path = "", string query = "")
    {
        var answer = await Explorer.Send(name, path, query);
        if (answer.Status == 200)
        {
            await Explorer.Send(name, path, query, headers: ("If-None-Match", answer.Header("ETag")!));
        }
        if (Published.Document[name].Responses.ContainsKey(404))
        {
            await Explorer.Send(name, NoOrder);
        }
    }
}
