using Serverless.Domain;
using Serverless.Domain.Imports;
using Serverless.Functions.Tests.DeadLetters;
using Serverless.Functions.Tests.Imports;
using Serverless.Functions.Tests.Payments;

namespace Serverless.Functions.Tests.OpenApi;

// What is particular to each part of the API.
public sealed partial class Exploration
{
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
}
