using System.Text.Json;
using Serverless.Adapters.Cosmos;
using Serverless.Adapters.Payments;
using Serverless.Domain.Payments;
using Serverless.Workflows;
using Serverless.Workflows.Payments;

namespace Serverless.Adapters.Tests.Payments;

public class PaymentStoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_state_is_read_as_it_was_written()
    {
        await using var wires = await Wires.Open();
        var store = wires.Get<IPaymentStore>();
        StoreVersion? version = null;
        foreach (var payment in Samples.EveryPayment())
        {
            Assert.True(await store.Save(payment, version, [], Stop));
            var stored = (await store.Find(payment.Order, Stop))!;
            Assert.IsType(payment.GetType(), stored.State);
            Assert.Equal(Json(payment), Json(stored.State));
            version = stored.Version;
        }
    }

    [Fact]
    public void A_payment_of_schema_1_is_read_with_the_books_that_its_totals_imply()
    {
        var document = JsonSerializer.Deserialize(
            """
            {"id":"$","orderId":"$","type":"payment","schemaVersion":1,"status":"captured","amount":{"amount":4000,"currency":"EUR"},"attempt":1,
            "authorized":{"amount":4000,"currency":"EUR"},"captured":{"amount":3000,"currency":"EUR"},"refunded":{"amount":500,"currency":"EUR"},
            "refunds":[{"number":1,"amount":{"amount":500,"currency":"EUR"}},{"number":2,"amount":{"amount":9,"currency":"EUR"},
            "failure":{"code":"exceeds_captured","message":"Too much."}}],"version":6,"changedAt":"2026-03-01T12:00:00+00:00","intent":"pi_1"}
            """.Replace("$", Samples.Id("cart-1").Value, StringComparison.Ordinal),
            CosmosJson.Default.PaymentDocument)!;
        var facts = document.ToDomain().Facts;
        Assert.Equal([PaymentRefundStatus.Succeeded, PaymentRefundStatus.Failed], facts.Refunds.Select(refund => refund.Status));
        Assert.Equal(
            [-4000L, 0L, 1000L, 2500L, 500L, 0L],
            Enum.GetValues<Account>().Select(account => facts.Ledger.Balance(account).MinorUnits));
        Assert.All(facts.Ledger.Entries, entry => Assert.Equal(("carried over", 6L), (entry.Cause, entry.Version)));
    }

    [Fact]
    public async Task Messages_are_written_into_it_and_stay_when_it_is_written_again()
    {
        await using var wires = await Wires.Open();
        var (store, payment) = (wires.Get<IPaymentStore>(), Samples.Payment());
        Assert.True(await store.Save(payment, null, [Samples.Message("m-1")], Stop));
        Assert.True(await store.Save(payment, (await store.Find(payment.Order, Stop))!.Version, [Samples.Message("m-2")], Stop));
        var outbox = Assert.Single(await wires.Documents("payments")).GetProperty("outbox");
        Assert.Equal(["m-1", "m-2"], outbox.EnumerateArray().Select(entry => entry.GetProperty("id").GetString()));
    }

    private static string Json(Payment payment) => JsonSerializer.Serialize(payment.ToDocument(), CosmosJson.Default.PaymentDocument);
}
