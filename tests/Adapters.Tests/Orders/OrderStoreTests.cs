using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Workflows;
using Serverless.Workflows.Orders;

namespace Serverless.Adapters.Tests.Orders;

public class OrderStoreTests : IAsyncLifetime
{
    private Wires _wires = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private static OrderFilter Alices => new(Samples.Alice.Key);

    private IOrderStore Store => _wires.Get<IOrderStore>();

    public async ValueTask InitializeAsync() => _wires = await Wires.Open();

    public ValueTask DisposeAsync() => _wires.DisposeAsync();

    [Fact]
    public async Task Every_state_is_read_as_it_was_written()
    {
        Stored<Order>? before = null;
        foreach (var order in Samples.EveryOrder())
        {
            Assert.True(await Store.Save(order, before, [], Stop));
            var stored = (await Store.Find(order.Id, Stop))!;
            Assert.IsType(order.GetType(), stored.State);
            Assert.Equal(Samples.Json(order), Samples.Json(stored.State));
            Assert.Equal(order.Facts.Purchase.Total, stored.State.Facts.Purchase.Total);
            before = stored;
        }
    }

    [Fact]
    public async Task What_is_not_there_is_null() => Assert.Null(await Store.Find(Samples.Id("nothing"), Stop));

    [Fact]
    public async Task An_order_is_created_once()
    {
        Assert.True(await Store.Save(Samples.Order(), null, [Samples.Message("m-1")], Stop));
        Assert.False(await Store.Save(Samples.Order(), null, [Samples.Message("m-2")], Stop));
        Assert.Equal("m-1", await Outbox());
    }

    [Fact]
    public async Task An_order_that_waits_for_its_payment_is_recalled_once_as_it_was_written()
    {
        await Store.Save(Samples.Order(), null, [], Stop);
        var read = (await Store.Find(Samples.Id("cart-1"), Stop))!;
        var recalled = Store.Recall(read.State.Id)!;
        Assert.Equal((Samples.Json(read.State), read.Version), (Samples.Json(recalled.State), recalled.Version));
        Assert.Null(Store.Recall(read.State.Id));
        Assert.True(await Store.Save(new Order.Paid(recalled.State.Facts), recalled, [], Stop));
        Assert.Null(Store.Recall(read.State.Id));
    }

    [Fact]
    public async Task What_is_recalled_is_not_written_over_what_somebody_else_wrote()
    {
        await Store.Save(Samples.Order(), null, [], Stop);
        var recalled = Store.Recall(Samples.Id("cart-1"))!;
        await Store.Save(new Order.Paid(recalled.State.Facts), recalled, [], Stop);
        Assert.False(await Store.Save(new Order.Expired(recalled.State.Facts), recalled, [], Stop));
    }

    [Fact]
    public async Task Of_two_who_write_the_same_version_one_wins_and_the_other_writes_nothing()
    {
        await Store.Save(Samples.Order(), null, [], Stop);
        var read = (await Store.Find(Samples.Id("cart-1"), Stop))!;
        Assert.True(await Store.Save(new Order.Paid(read.State.Facts), read, [], Stop));
        Assert.False(await Store.Save(new Order.Expired(read.State.Facts), read, [Samples.Message("m-1")], Stop));
        Assert.IsType<Order.Paid>((await Store.Find(Samples.Id("cart-1"), Stop))!.State);
        Assert.Single(await _wires.Documents("orders"));
    }

    [Fact]
    public async Task Messages_are_written_into_it()
    {
        var before = _wires.Counters("orders").Writes;
        await Store.Save(Samples.Order(), null, [Samples.Message("m-1"), Samples.Message("m-2")], Stop);
        Assert.Equal(1, _wires.Counters("orders").Writes - before);
        var entries = Assert.Single(await _wires.Documents("orders")).GetProperty("outbox").EnumerateArray().ToList();
        Assert.Equal(["m-1", "m-2"], entries.Select(entry => entry.GetProperty("id").GetString()));
        Assert.Equal("VoidPayment", entries[0].GetProperty("subject").GetString());
        Assert.Equal(Samples.Id("cart-1").Value, entries[0].GetProperty("orderId").GetString());
        Assert.Equal(2480, entries[0].GetProperty("body").GetProperty("amount").GetProperty("amount").GetInt64());
        Assert.Equal(Samples.Noon, entries[0].GetProperty("writtenAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Messages_stay_for_thirty_days_whoever_writes_next()
    {
        await Store.Save(Samples.Order(), null, [Samples.Message("m-1")], Stop);
        var recalled = Store.Recall(Samples.Id("cart-1"))!;
        _wires.Clock.Advance(TimeSpan.FromDays(30));
        await Store.Save(new Order.Paid(recalled.State.Facts), recalled, [Samples.Message("m-2")], Stop);
        Assert.Equal("m-1 m-2", await Outbox());
        _wires.Clock.Advance(TimeSpan.FromSeconds(1));
        var read = (await Store.Find(Samples.Id("cart-1"), Stop))!;
        await Store.Save(new Order.Refunded(read.State.Facts), read, [], Stop);
        Assert.Equal("m-2", await Outbox());
    }

    [Fact]
    public async Task Messages_stay_when_the_answer_to_their_write_was_lost()
    {
        _wires.Wire.LoseTheAnswerToTheNextWrite();
        await Store.Save(Samples.Order(), null, [Samples.Message("m-1")], Stop);
        var recalled = Store.Recall(Samples.Id("cart-1"))!;
        await Store.Save(new Order.Paid(recalled.State.Facts), recalled, [Samples.Message("m-2")], Stop);
        Assert.Equal("m-1 m-2", await Outbox());
    }

    [Fact]
    public async Task A_lost_answer_to_a_write_that_was_done_is_a_success()
    {
        _wires.Wire.LoseTheAnswerToTheNextWrite();
        Assert.True(await Store.Save(Samples.Order(), null, [Samples.Message("m-1")], Stop));
        var read = (await Store.Find(Samples.Id("cart-1"), Stop))!;
        _wires.Wire.LoseTheAnswerToTheNextWrite();
        Assert.True(await Store.Save(new Order.Paid(read.State.Facts), read, [], Stop));
        Assert.IsType<Order.Paid>((await Store.Find(Samples.Id("cart-1"), Stop))!.State);
    }

    [Fact]
    public async Task A_write_that_never_arrived_is_an_outage_and_can_be_tried_again()
    {
        _wires.Wire.LoseTheNextWrite();
        await Assert.ThrowsAsync<OutageException>(() => Store.Save(Samples.Order(), null, [], Stop));
        Assert.True(await Store.Save(Samples.Order(), null, [], Stop));
    }

    [Fact]
    public async Task A_lost_answer_is_no_success_when_somebody_else_wrote()
    {
        _wires.Wire.FailNextWrite(async _ =>
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
        var all = await Store.List(Alices, 10, null, Stop);
        Assert.Equal(5, all.Count);
        Assert.Equal(all.OrderByDescending(order => order.Facts.Purchase.PlacedAt).ThenByDescending(order => order.Id.Value, StringComparer.Ordinal).Select(order => order.Id), all.Select(order => order.Id));
        var first = await Store.List(Alices, 2, null, Stop);
        var second = await Store.List(Alices, 10, OrderPosition.Of(first[^1]), Stop);
        Assert.Equal(all.Select(order => order.Id), first.Concat(second).Select(order => order.Id));
    }

    private async Task<string> Outbox() => string.Join(
        ' ', Assert.Single(await _wires.Documents("orders")).GetProperty("outbox").EnumerateArray().Select(entry => entry.GetProperty("id").GetString()));
}
