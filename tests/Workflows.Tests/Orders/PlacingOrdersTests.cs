using Serverless.Contracts;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Orders;

public class PlacingOrdersTests
{
    private readonly Shop shop = new();

    [Fact]
    public async Task An_order_is_priced_from_the_catalog_and_awaits_its_payment()
    {
        var placed = Assert.IsType<PlaceOrderResult.Accepted>(await shop.Place());
        Assert.False(placed.Replayed);
        Assert.Equal(OrderStatus.AwaitingPayment, placed.Order.Status);
        Assert.Equal(new Amount(4000, "EUR"), placed.Order.Total);
        Assert.Equal(new OrderLineView("MUG", "The MUG", 2, new Amount(1500, "EUR"), new Amount(3000, "EUR")), placed.Order.Lines[0]);
    }

    [Fact]
    public async Task Placing_is_one_write_and_no_read()
    {
        await shop.Place();
        Assert.Equal((1, 0), (shop.Orders.Store.Writes, shop.Orders.Store.Reads));
    }

    [Fact]
    public async Task Placing_asks_for_the_payment_in_the_same_write()
    {
        await shop.Place();
        var outgoing = Assert.Single(shop.Orders.Store.TakeOutbox());
        var charge = Assert.IsType<ChargePayment>(outgoing.Body);
        Assert.Equal((1, new Amount(4000, "EUR"), "pm_card_visa"), (charge.Attempt, charge.Amount, charge.PaymentMethod));
        Assert.Equal($"order-{shop.Order.Id}-1", outgoing.Id);
    }

    [Fact]
    public async Task The_same_request_again_is_answered_as_the_first_time_however_far_the_order_is()
    {
        var first = Assert.IsType<PlaceOrderResult.Accepted>(await shop.Place());
        await shop.Settle();
        shop.Clock.Now += TimeSpan.FromDays(30);
        var again = Assert.IsType<PlaceOrderResult.Accepted>(await shop.Place());
        Assert.True(again.Replayed);
        Assert.Equivalent(first.Order, again.Order, strict: true);
        Assert.Equal(OrderStatus.Paid, shop.Order.Status);
    }

    [Fact]
    public async Task The_same_request_again_is_answered_as_the_first_time_though_the_price_rose_and_the_product_went()
    {
        var first = Assert.IsType<PlaceOrderResult.Accepted>(await shop.Place());
        shop.Catalog.Sell("MUG", 9900);
        Assert.Equal(first.Order.Total, Assert.IsType<PlaceOrderResult.Accepted>(await shop.Place()).Order.Total);
        shop.Catalog.Products.Remove("MUG");
        Assert.True(Assert.IsType<PlaceOrderResult.Accepted>(await shop.Place()).Replayed);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused_and_changes_nothing()
    {
        await shop.Place();
        Assert.IsType<PlaceOrderResult.KeyReused>(await shop.Place(method: "pm_card_mastercard"));
        Assert.Equal(1, shop.Orders.Store.Writes);
    }

    [Fact]
    public async Task Another_key_is_another_order()
    {
        await shop.Place(key: "cart-1");
        await shop.Place(key: "cart-2");
        Assert.Equal(2, shop.Orders.Store.All.Count());
    }

    [Fact]
    public Task No_lines_are_refused() => Refused("/lines line_count", new([], "pm_card_visa"));

    [Fact]
    public Task Missing_lines_are_refused() => Refused("/lines line_count", new(null, "pm_card_visa"));

    [Fact]
    public Task More_than_a_hundred_lines_are_refused() =>
        Refused("/lines line_count", new([.. Enumerable.Repeat(new PlaceOrderLine("MUG", 1), 101)], "pm_card_visa"));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    [InlineData(null)]
    public Task A_quantity_outside_1_to_1000_is_refused(int? quantity) =>
        Refused("/lines/1/quantity out_of_range", new([new("MUG", 1), new("TEA", quantity)], "pm_card_visa"));

    [Fact]
    public Task A_line_that_is_null_is_refused_in_both_its_fields() =>
        Refused("/lines/0/sku invalid_sku, /lines/0/quantity out_of_range", new([null], "pm_card_visa"));

    [Fact]
    public Task An_unknown_product_is_refused() => Refused("/lines/1/sku unknown_sku", new([new("MUG", 1), new("GONE", 1)], "pm_card_visa"));

    [Fact]
    public Task Products_of_two_currencies_are_refused() =>
        Refused("/lines/1/sku mixed_currencies", new([new("MUG", 1), new("PEN", 1)], "pm_card_visa"));

    [Theory]
    [InlineData(null)]
    [InlineData("4242 4242 4242 4242")]
    public Task A_payment_method_that_is_none_is_refused(string? method) =>
        Refused("/paymentMethod invalid_payment_method", new([new("MUG", 1)], method));

    [Theory]
    [InlineData(0)]
    [InlineData(100_000_000)]
    [InlineData(long.MaxValue)]
    public Task A_total_that_the_provider_would_not_take_is_refused(long price)
    {
        shop.Catalog.Sell("ODD", price);
        return Refused("/lines total_out_of_range", new([new("ODD", 1000)], "pm_card_visa"));
    }

    [Fact]
    public Task All_errors_are_told_at_once() => Refused(
        "/paymentMethod invalid_payment_method, /lines/0/sku invalid_sku, /lines/1/quantity out_of_range",
        new([new("a b", 1), new("MUG", 0)], ""));

    private async Task Refused(string errors, PlaceOrderRequest request)
    {
        var invalid = Assert.IsType<PlaceOrderResult.Invalid>(await shop.Place(request));
        Assert.Equal(errors, string.Join(", ", invalid.Errors.Select(error => $"{error.Pointer} {error.Code}")));
        Assert.Empty(shop.Orders.Store.All);
    }
}
