using FsCheck;
using FsCheck.Fluent;
using Serverless.Domain.Orders;

namespace Serverless.Domain.Tests.Orders;

public class OrderIdTests
{
    private static readonly CustomerId Alice = CustomerId.Parse("alice");
    private static readonly CustomerId Bob = CustomerId.Parse("bob");
    private static readonly IdempotencyKey Cart1 = IdempotencyKey.Parse("cart-1");

    [Fact]
    public void The_same_request_makes_the_same_id_in_every_release() =>
        Assert.Equal("4psazrlys3onvrttd5qmwf2ixug2hkmwfszzkwk2hd2g6p7tmkiu", OrderId.For(Alice, Cart1).Value);

    [Fact]
    public void Another_key_makes_another_id_in_the_same_partition()
    {
        var (first, second) = (OrderId.For(Alice, Cart1), OrderId.For(Alice, IdempotencyKey.Parse("cart-2")));
        Assert.NotEqual(first, second);
        Assert.Equal(first.CustomerKey, second.CustomerKey);
        Assert.Equal(Alice.Key, first.CustomerKey);
    }

    [Fact]
    public void An_order_belongs_to_its_customer_alone()
    {
        var id = OrderId.For(Alice, Cart1);
        Assert.True(id.BelongsTo(Alice));
        Assert.False(id.BelongsTo(Bob));
        Assert.NotEqual(id, OrderId.For(Bob, Cart1));
    }

    [Fact]
    public void Every_id_can_be_read_back() => Check.QuickThrowOnFailure(Prop.ForAll<PositiveInt, PositiveInt>((customer, key) =>
    {
        var id = OrderId.For(CustomerId.Parse($"customer-{customer.Get}"), IdempotencyKey.Parse($"key-{key.Get}"));
        return OrderId.TryParse(id.Value, out var read) && read == id && id.Value.Length == OrderId.Length;
    }));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaabaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("../orders/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Nothing_else_is_an_order_id(string? text) => Assert.False(OrderId.TryParse(text, out _));
}
