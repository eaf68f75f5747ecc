using System.Text.Json;
using Serverless.Adapters.Cosmos;
using Serverless.Adapters.Orders;
using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows;
using Serverless.Workflows.Orders;

namespace Serverless.Adapters.Tests.Orders;

public class OrderStoreTests : IAsyncLifetime
{
    private Wires _wires = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private IOrderStore Store => _wires.Get<IOrderStore>();

    public async ValueTask InitializeAsync() => _wires = await Wires.Open();

    public ValueTask DisposeAsync() => _wires.DisposeAsync();

    [Fact]
    public async Task Every_state_is_read_as_it_was_written()
    {
        StoreVersion? version = null;
        foreach (var order in Samples.EveryOrder())
        {
            Assert.True(await Store.Save(order, version, [], Stop));
            var stored = (await Store.Find(order.Id, Stop))!;
            Assert.IsType(order.GetType(), stored.State);
            Assert.Equal(Json(order), Json(stored.State));
            Assert.Equal(order.Facts.Purchase.Total, stored.State.Facts.Purchase.Total);
            version = stored.Version;
        }
    }

    [Fact]
    public async Task What_is_not_there_is_null() => Assert.Null(await Store.Find(Samples.Id("nothing"), Stop));

    [Fact]
    public async Task An_order_is_created_once()
    {
        Assert.True(await Store.Save(Samples.Order(), null, [Samples.Message("m-1")], Stop));
        Assert.False(await Store.Save(Samples.Order(), null, [Samples.Message("m-2")], Stop));
        Assert.Equal(2, (await _wires.Documents("orders")).Count);
    }

    [Fact]
    public async Task An_order_that_waits_for_its_payment_is_recalled_once_as_it_was_written()
    {
        await Store.Save(Samples.Order(), null, [], Stop);
        var read = (await Store.Find(Samples.Id("cart-1"), Stop))!;
        var recalled = Store.Recall(read.State.Id)!;
        Assert.Equal((Json(read.State), read.Version), (Json(recalled.State), recalled.Version));
        Assert.Null(Store.Recall(read.State.Id));
        Assert.True(await Store.Save(new Order.Paid(recalled.State.Facts), recalled.Version, [], Stop));
        Assert.Null(Store.Recall(read.State.Id));
    }

    [Fact]
    public async Task What_is_recalled_is_not_written_over_what_somebody_else_wrote()
    {
        await Store.Save(Samples.Order(), null, [], Stop);
        var recalled = Store.Recall(Samples.Id("cart-1"))!;
        await Store.Save(new Order.Paid(recalled.State.Facts), recalled.Version, [], Stop);
        Assert.False(await Store.Save(new Order.Expired(recalled.State.Facts), recalled.Version, [], Stop));
    }

    [Fact]
    public async Task Of_two_who_write_the_same_version_one_wins_and_the_other_writes_nothing()
    {
        await Store.Save(Samples.Order(), null, [], Stop);
        var read = (await Store.Find(Samples.Id("cart-1"), Stop))!;
        Assert.True(await Store.Save(new Order.Paid(read.State.Facts), read.Version, [], Stop));
        Assert.False(await Store.Save(new Order.Expired(read.State.Facts), read.Version, [Samples.Message("m-1")], Stop));
        Assert.IsType<Order.Paid>((await Store.Find(Samples.Id("cart-1"), Stop))!.State);
        Assert.Single(await _wires.Documents("orders"));
    }

    [Fact]
    public async Task Messages_are_written_beside_it_in_one_batch_and_clean_themselves_up()
    {
        var before = _wires.Counters("orders").Writes;
        await Store.Save(Samples.Order(), null, [Samples.Message("m-1"), Samples.Message("m-2")], Stop);
        Assert.Equal(1, _wires.Counters("orders").Writes - before);
        var message = Assert.Single(await _wires.Documents("orders"), document => document.GetProperty("id").GetString() == "m-1");
        Assert.Equal("outbox", message.GetProperty("type").GetString());
        Assert.Equal("VoidPayment", message.GetProperty("subject").GetString());
        Assert.Equal(Samples.Id("cart-1").Value, message.GetProperty("orderId").GetString());
        Assert.Equal(Samples.Alice.Key.Value, message.GetProperty("customerKey").GetString());
        Assert.Equal(2480, message.GetProperty("body").GetProperty("amount").GetProperty("amount").GetInt64());
        Assert.Equal(30 * 24 * 60 * 60, message.GetProperty("ttl").GetInt32());
        Assert.Equal(Samples.Noon, message.GetProperty("writtenAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_lost_answer_to_a_write_that_was_done_is_a_success()
    {
        _wires.Wire.LoseTheAnswerToTheNextBatch();
        Assert.True(await Store.Save(Samples.Order(), null, [Samples.Message("m-1")], Stop));
        var read = (await Store.Find(Samples.Id("cart-1"), Stop))!;
        _wires.Wire.LoseTheAnswerToTheNextBatch();
        Assert.True(await Store.Save(new Order.Paid(read.State.Facts), read.Version, [], Stop));
        Assert.IsType<Order.Paid>((await Store.Find(Samples.Id("cart-1"), Stop))!.State);
    }

    [Fact]
    public async Task A_write_that_never_arrived_is_an_outage_and_can_be_tried_again()
    {
        _wires.Wire.LoseTheNextBatch();
        await Assert.ThrowsAsync<OutageException>(() => Store.Save(Samples.Order(), null, [], Stop));
        Assert.True(await Store.Save(Samples.Order(), null, [], Stop));
    }

    [Fact]
    public async Task A_lost_answer_is_no_success_when_somebody_else_wrote()
    {
        _wires.Wire.FailNextBatch(async _ =>
        {
            await Store.Save(new Order.Expired(Samples.Order().Facts), null, [], Stop);
            throw new HttpRequestException("The connection broke.");
        });
        Assert.False(await Store.Save(Samples.Order(), null, [], Stop));
    }

    [Fact]
    public async Task The_list_is_newest_first_from_one_partition_and_goes_on_after_a_position()
    {
        var ids = new List<OrderId>();
        for (var number = 0; number < 5; number++)
        {
            // Two of them at the same instant: the id decides.
            var order = Samples.Order($"cart-{number}", at: Samples.Noon.AddMinutes(number / 2));
            await Store.Save(order, null, [Samples.Message($"m-{number}")], Stop);
            ids.Add(order.Id);
        }
        await Store.Save(Samples.Order("cart-9", CustomerId.Parse("bob")), null, [], Stop);
        var all = await Store.List(Samples.Alice.Key, 10, null, Stop);
        Assert.Equal(5, all.Count);
        Assert.Equal(all.OrderByDescending(order => order.Facts.Purchase.PlacedAt).ThenByDescending(order => order.Id.Value, StringComparer.Ordinal).Select(order => order.Id), all.Select(order => order.Id));
        var first = await Store.List(Samples.Alice.Key, 2, null, Stop);
        var second = await Store.List(Samples.Alice.Key, 10, OrderPosition.Of(first[^1]), Stop);
        Assert.Equal(all.Select(order => order.Id), first.Concat(second).Select(order => order.Id));
    }

    [Fact]
    public async Task Unpaid_orders_of_all_customers_are_found_oldest_first_by_the_time_they_were_placed()
    {
        var bob = CustomerId.Parse("bob");
        var (second, first) = (Samples.Order("cart-1", at: Samples.Noon), Samples.Order("cart-2", bob, Samples.Noon.AddHours(-1)));
        var failed = new Order.PaymentFailed(Samples.Order("cart-3", bob, Samples.Noon.AddMinutes(1)).Facts, PaymentFailure.ProviderError);
        var later = Samples.Order("cart-4", at: Samples.Noon.AddMinutes(2));
        var paid = new Order.Paid(Samples.Rest("cart-5"));
        foreach (var order in new Order[] { second, first, failed, later, paid })
        {
            Assert.True(await Store.Save(order, null, [], Stop));
        }
        Assert.Equal([first.Id, second.Id, failed.Id], await Store.Unpaid(Samples.Noon.AddMinutes(1), Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task An_order_is_found_no_more_once_it_is_at_rest()
    {
        await Store.Save(Samples.Order(), null, [], Stop);
        Assert.Single(await Store.Unpaid(Samples.Noon, Stop).ToListAsync(Stop));
        await Store.Save(new Order.Expired(Samples.Rest("cart-1")), (await Store.Find(Samples.Id("cart-1"), Stop))!.Version, [], Stop);
        Assert.Empty(await Store.Unpaid(Samples.Noon.AddYears(1), Stop).ToListAsync(Stop));
        Assert.Empty(await Store.Stale(Samples.Noon.AddYears(-1), Samples.Noon.AddYears(1), Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task Orders_that_wait_for_their_payment_are_found_by_the_time_they_changed()
    {
        var changed = Samples.Noon.AddSeconds(3);
        Order[] waiting =
        [
            Samples.Order("cart-1"), new Order.Confirmed(Samples.Rest("cart-2"), Samples.Money(700)),
            new Order.Cancelling(Samples.Rest("cart-3"), CancelReason.Expired), new Order.Paid(Samples.Order("cart-4").Facts),
            new Order.Confirmed(Samples.Rest("cart-5")),
        ];
        Order[] others = [new Order.PaymentFailed(Samples.Rest("cart-6"), PaymentFailure.ProviderError), new Order.Paid(Samples.Rest("cart-7"))];
        foreach (var order in waiting.Concat(others))
        {
            Assert.True(await Store.Save(order, null, [], Stop));
        }
        Assert.Equal(waiting.Select(order => order.Id.Value).Order(), (await Store.Stale(changed.AddTicks(-1), changed, Stop).ToListAsync(Stop)).Select(id => id.Value).Order());
        Assert.Empty(await Store.Stale(DateTimeOffset.MinValue, changed.AddTicks(-1), Stop).ToListAsync(Stop));
        Assert.Empty(await Store.Stale(changed, changed.AddYears(1), Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task More_open_orders_than_one_page_are_all_found()
    {
        for (var number = 0; number < 120; number++)
        {
            await Store.Save(Samples.Order($"cart-{number}"), null, [], Stop);
        }
        Assert.Equal(120, await Store.Unpaid(Samples.Noon, Stop).Distinct().CountAsync(Stop));
    }

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
        Assert.Equal(Fill(written), Json(Samples.Order()));
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

    private static string Json(Order order) => JsonSerializer.Serialize(order.ToDocument(), CosmosJson.Default.OrderDocument);
}
