using System.Text;
using Serverless.Domain.Payments;

namespace Serverless.Domain.Tests.Payments;

public class CardNumberTests
{
    [Theory]
    [InlineData("4242424242424242")] // Visa
    [InlineData("4222222222222")] // Visa, of the short kind
    [InlineData("4000056655665556")]
    [InlineData("5555555555554444")] // Mastercard
    [InlineData("2223003122003222")]
    [InlineData("378282246310005")] // American Express
    [InlineData("6011111111111117")] // Discover
    [InlineData("30569309025904")] // Diners Club
    [InlineData("3566002020360505")] // JCB
    [InlineData("6200000000000005")] // UnionPay
    [InlineData("6205500000000000004")]
    [InlineData("6759649826438453")] // Maestro
    public void A_number_of_any_scheme_is_found(string number)
    {
        Assert.True(CardNumber.IsIn(number));
        Assert.True(CardNumber.IsIn(Encoding.UTF8.GetBytes(number)));
    }

    [Theory]
    [InlineData("4242 4242 4242 4242")]
    [InlineData("4242-4242-4242-4242")]
    [InlineData("4242.4242.4242.4242")]
    [InlineData("4242_4242_4242_4242")]
    [InlineData("4242\u00a04242\u00a04242\u00a04242")]
    [InlineData("3782 822463 10005")]
    [InlineData("3056 930902 5904")]
    [InlineData("pm_4242424242424242")]
    [InlineData("my card: 4242 4242 4242 4242 12/27 123")]
    [InlineData("order 17, 4242424242424242.")]
    [InlineData("2026-4242424242424242")]
    [InlineData("0049 4242 4242 4242 4242")]
    [InlineData("«4242424242424242»")]
    [InlineData("nr4242424242424241 4242424242424242")]
    public void It_is_found_in_groups_and_among_other_text(string text)
    {
        Assert.True(CardNumber.IsIn(text));
        Assert.True(CardNumber.IsIn(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("424242424242")]
    [InlineData("4242424242424241")] // check digit
    [InlineData("42424242424242424242")] // 20 digits
    [InlineData("1774000000002")] // milliseconds, with a check digit that fits
    [InlineData("1774000000000007")] // microseconds
    [InlineData("20261123110034")] // a day and a time
    [InlineData("2026-11-23 11:00:34")]
    [InlineData("4006381333931")] // the bar code of a marker pen
    [InlineData("a4242424242424242")]
    [InlineData("4242424242424242f")]
    [InlineData("4242424242424242-4242424242424242f", true)]
    [InlineData("42 42 42 42 42 42 42 42")]
    [InlineData("4242  4242  4242  4242")]
    [InlineData("00000000-4242-4242-4242-424242424242")] // a UUID
    [InlineData("4242-424242424242")]
    public void Nothing_else_is(string text, bool found = false) => Assert.Equal(found, CardNumber.IsIn(text));

    [Fact]
    public void No_UUID_is_taken_for_one_whatever_its_digits()
    {
        var random = new Random(4242);
        Span<byte> bytes = stackalloc byte[16];
        for (var time = 0; time < 100_000; time++)
        {
            random.NextBytes(bytes);
            // Decimal digits alone: the worst there can be.
            var digits = Convert.ToHexString(bytes).Select(digit => (char)('0' + (digit % 10))).ToArray();
            var id = new string(digits);
            Assert.False(CardNumber.IsIn(id));
            Assert.False(CardNumber.IsIn($"{id[..8]}-{id[8..12]}-{id[12..16]}-{id[16..20]}-{id[20..]}"));
        }
    }

    [Fact]
    public void No_id_that_we_make_is_taken_for_one()
    {
        for (var time = 0; time < 10_000; time++)
        {
            var order = Domain.Orders.OrderId.For(CustomerId.Parse($"customer {time}"), IdempotencyKey.Parse($"cart-{time}"));
            Assert.False(CardNumber.IsIn(order.Value));
            Assert.False(CardNumber.IsIn(order.CustomerKey.Value));
        }
        Assert.False(CardNumber.IsIn(new string('4', 26))); // The worst: nothing but digits.
        Assert.False(CardNumber.IsIn(new string('4', 52)));
    }

    [Theory]
    [InlineData("cvv1111111111111", true)]
    [InlineData("cvv111111111111", false)]
    public void Thirteen_digits_in_a_row_might_be_one(string text, bool maybe) => Assert.Equal(maybe, CardNumber.MayBeIn(text));
}
