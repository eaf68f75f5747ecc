using Serverless.Domain;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;
using Serverless.Workflows;
using Serverless.Workflows.Orders;

namespace Serverless.Adapters.Tests.Orders;

public class OpenOrdersTests : IAsyncLifetime
{
    private Wires _wires = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private IOrderStore Store => _wires.Get<IOrderStore>();

    public async ValueTask InitializeAsync() => _wires = await Wires.Open();

    public ValueTask DisposeAsync() => _wires.DisposeAsync();

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
        await Store.Save(new Order.Expired(Samples.Rest("cart-1")), await Store.Find(Samples.Id("cart-1"), Stop), [], Stop);
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
}
