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
    public async Task Messages_are_written_in_the_partition_of_the_order()
    {
        await using var wires = await Wires.Open();
        var payment = Samples.Payment();
        Assert.True(await wires.Get<IPaymentStore>().Save(payment, null, [Samples.Message("m-1")], Stop));
        var documents = await wires.Documents("payments");
        Assert.Equal(2, documents.Count);
        Assert.All(documents, document => Assert.Equal(payment.Order.Value, document.GetProperty("orderId").GetString()));
    }

    private static string Json(Payment payment) => JsonSerializer.Serialize(payment.ToDocument(), CosmosJson.Default.PaymentDocument);
}
