using System.Security.Cryptography;
using System.Text;
using Serverless.Adapters.Orders;

namespace Serverless.Adapters.Tests.Orders;

public class OrdersUnderWayTests
{
    // 100 KB that cannot be made smaller: five fill half a megabyte.
    private static readonly byte[] Large = Noise(100_000);

    private readonly OrdersUnderWay _orders = new();

    [Theory]
    [InlineData(1)]
    [InlineData(1_700)]
    [InlineData(20_000)]
    [InlineData(400_000)]
    public void What_was_written_is_handed_out_once_to_the_byte(int length)
    {
        var document = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("""{"sku":"TEA-GREEN-100","quantity":2},""", 1 + (length / 36))))[..length];
        _orders.Add(Samples.Id("cart-1"), new("\"0000-1\"", document));
        var taken = _orders.Take(Samples.Id("cart-1"))!.Value;
        Assert.Equal("\"0000-1\"", taken.Version);
        Assert.Equal(document, taken.Document);
        Assert.Null(_orders.Take(Samples.Id("cart-1")));
    }

    [Fact]
    public void Of_an_order_that_was_written_twice_the_newer_is_handed_out_and_the_older_forgotten()
    {
        _orders.Add(Samples.Id("cart-1"), new("1", [1]));
        Fill("between", 5);
        _orders.Add(Samples.Id("cart-1"), new("2", [2]));
        Assert.Equal("2", _orders.Take(Samples.Id("cart-1"))!.Value.Version);
        Assert.Null(_orders.Take(Samples.Id("cart-1")));
    }

    [Fact]
    public void When_it_is_full_the_oldest_make_room()
    {
        Fill("cart", 200);
        var kept = Enumerable.Range(0, 200).Where(number => _orders.Take(Samples.Id($"cart-{number}")) is not null).ToList();
        Assert.Equal(Enumerable.Range(40, 160), kept);
    }

    [Fact]
    public void What_was_handed_out_makes_room_for_others()
    {
        for (var round = 0; round < 10; round++)
        {
            Fill("cart", 160);
            Assert.All(Enumerable.Range(0, 160), number => Assert.NotNull(_orders.Take(Samples.Id($"cart-{number}"))));
        }
    }

    [Fact]
    public void What_is_too_large_to_be_kept_is_not_there()
    {
        _orders.Add(Samples.Id("cart-1"), new("1", Noise(600_000)));
        Assert.Null(_orders.Take(Samples.Id("cart-1")));
        _orders.Add(Samples.Id("cart-2"), new(new string('v', 300), [1]));
        Assert.Null(_orders.Take(Samples.Id("cart-2")));
    }

    private void Fill(string name, int count)
    {
        for (var number = 0; number < count; number++)
        {
            _orders.Add(Samples.Id($"{name}-{number}"), new("1", Large));
        }
    }

    private static byte[] Noise(int length) =>
        [.. Enumerable.Range(0, 1 + (length / 32)).SelectMany(number => SHA256.HashData(BitConverter.GetBytes(number))).Take(length)];
}
