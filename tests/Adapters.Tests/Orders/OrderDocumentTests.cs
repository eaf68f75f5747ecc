using System.Text.Json;
using Serverless.Adapters.Cosmos;
using Serverless.Adapters.Orders;
using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows;

namespace Serverless.Adapters.Tests.Orders;

public class OrderDocumentTests
{
    [Fact]
    public void Its_document_keeps_its_form()
    {
        // What is stored outlives the code that wrote it: a renamed field or enum member must not change it unnoticed.
        const string written = """
            {"id":"ID","customerKey":"KEY","type":"order","schemaVersion":2,"position":"0639079632000000000/ID","status":"awaitingPayment",
            "purchase":{"customer":"alice","lines":[{"sku":"MUG","name":"Mug, \u201Clarge\u201D","quantity":2,"unitPrice":{"amount":990,"currency":"EUR"}},
            {"sku":"TEA","name":"Tea","quantity":1,"unitPrice":{"amount":500,"currency":"EUR"}}],"method":"pm_card_visa","captureMode":"Automatic",
            "fingerprint":"PRINT","placedAt":"2026-03-01T12:00:00+00:00"},
            "payment":{"attempt":2,"method":"pm_card_mastercard","authorized":{"amount":2480,"currency":"EUR"},
            "captured":{"amount":2480,"currency":"EUR"},"refunded":{"amount":300,"currency":"EUR"},
            "refunds":[{"number":1,"amount":{"amount":300,"currency":"EUR"},"status":"Succeeded","key":"refund 1"},
            {"number":2,"amount":{"amount":5,"currency":"EUR"},"status":"Pending"},
            {"number":3,"amount":{"amount":7,"currency":"EUR"},"status":"Failed","key":"refund 3","isTheRest":true,
            "failure":{"code":"card_declined","message":"Your card has insufficient funds.","declineCode":"insufficient_funds"}}],
            "version":4,"retries":[{"key":"retry 1","method":"pm_card_amex"}],
            "disputes":[{"id":"dp_1","amount":{"amount":2480,"currency":"EUR"},"status":"Open","reason":"fraudulent"}]},
            "version":7,"changedAt":"2026-03-01T12:00:03+00:00","nextAction":{"kind":"redirect_to_url","url":"https://bank.example/3ds"},
            "openSince":1772366400000,
            "history":[{"version":1,"event":"placed","at":"2026-03-01T12:00:00+00:00","cause":"Customer","traceId":"0af7651916cd43dd8448eb211c80319c","amount":2480},
            {"version":2,"event":"cancellationBegan","at":"2026-03-01T12:00:03+00:00","cause":"Operator","by":"op-1","detail":"requested"}]}
            """;
        Assert.Equal(Fill(written), Samples.Json(Samples.Order()));
    }

    [Fact]
    public void A_document_of_version_1_is_read()
    {
        const string written = """
            {"id":"ID","customerKey":"KEY","type":"order","schemaVersion":1,"position":"0639079632000000000/ID","status":"paid",
            "purchase":{"customer":"alice","lines":[{"sku":"MUG","name":"Mug","quantity":2,"unitPrice":{"amount":990,"currency":"EUR"}}],
            "method":"pm_card_visa","captureMode":"Automatic","fingerprint":"PRINT","placedAt":"2026-03-01T12:00:00+00:00"},
            "payment":{"attempt":2,"method":"pm_card_mastercard","retryKeys":["retry 1"],"authorized":{"amount":1980,"currency":"EUR"},
            "captured":{"amount":1980,"currency":"EUR"},"refunded":{"amount":300,"currency":"EUR"},
            "refunds":[{"number":1,"amount":{"amount":300,"currency":"EUR"},"status":"Succeeded","key":"refund 1"}],"version":4},
            "version":7,"changedAt":"2026-03-01T12:00:03+00:00"}
            """;
        var order = Assert.IsType<Order.Paid>(JsonSerializer.Deserialize(Fill(written), CosmosJson.Default.OrderDocument)!.ToDomain());
        Assert.Equal((7, 0), (order.Version, order.Facts.History.Count));
        Assert.Equal([new PaymentRetry(IdempotencyKey.Parse("retry 1"), PaymentMethod.Parse("pm_card_mastercard"))], order.Facts.Payment.Retries);
        Assert.Equal([new OrderRefund(1, IdempotencyKey.Parse("refund 1"), Samples.Money(300), RefundStatus.Succeeded)], order.Facts.Payment.Refunds);
    }

    [Fact]
    public void A_document_of_a_later_version_is_refused() =>
        Assert.Throws<NotSupportedException>(() => (Samples.Order().ToDocument() with { SchemaVersion = 3 }).ToDomain());

    private static string Fill(string document) => document.ReplaceLineEndings("")
        .Replace("ID", Samples.Id("cart-1").Value, StringComparison.Ordinal)
        .Replace("KEY", Samples.Alice.Key.Value, StringComparison.Ordinal)
        .Replace("PRINT", Samples.Order().Facts.Purchase.Fingerprint.Value, StringComparison.Ordinal);
}
