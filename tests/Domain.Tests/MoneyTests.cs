using FsCheck;
using FsCheck.Fluent;

namespace Serverless.Domain.Tests;

public class MoneyTests
{
    private static readonly Currency Eur = Currency.Parse("EUR");

    [Theory]
    [InlineData(1999, "EUR", "19.99 EUR")]
    [InlineData(5, "EUR", "0.05 EUR")]
    [InlineData(-5, "EUR", "-0.05 EUR")]
    [InlineData(1999, "JPY", "1999 JPY")]
    [InlineData(1999, "BHD", "1.999 BHD")]
    [InlineData(long.MinValue, "EUR", "-92233720368547758.08 EUR")]
    public void Money_is_written_with_the_decimals_of_its_currency(long minorUnits, string currency, string written) =>
        Assert.Equal(written, new Money(minorUnits, Currency.Parse(currency)).ToString());

    [Fact]
    public void Adding_and_subtracting_are_exact_or_throw() => Check.QuickThrowOnFailure(Prop.ForAll<long, long>((a, b) =>
        Exact((Int128)a + b, () => new Money(a, Eur) + new Money(b, Eur)) && Exact((Int128)a - b, () => new Money(a, Eur) - new Money(b, Eur))));

    [Fact]
    public void Multiplying_is_exact_or_throws() => Check.QuickThrowOnFailure(Prop.ForAll<long, int>((a, times) =>
        Exact((Int128)a * times, () => new Money(a, Eur) * times)));

    [Fact]
    public void Leaving_the_range_of_64_bits_throws()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, Eur) + new Money(1, Eur));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue, Eur) - new Money(1, Eur));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue / 2, Eur) * 3);
    }

    [Fact]
    public void Two_currencies_are_never_added_or_compared()
    {
        var (eur, usd) = (new Money(1, Eur), new Money(1, Currency.Parse("USD")));
        Assert.Throws<InvalidOperationException>(() => eur + usd);
        Assert.Throws<InvalidOperationException>(() => eur - usd);
        Assert.Throws<InvalidOperationException>(() => eur < usd);
        Assert.NotEqual(eur, usd);
        Assert.False(eur.IsWithin(usd));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void An_amount_within_a_limit_is_positive_and_at_most_the_limit(long amount, bool within) =>
        Assert.Equal(within, new Money(amount, Eur).IsWithin(new Money(100, Eur)));

    private static bool Exact(Int128 expected, Func<Money> calculate)
    {
        try
        {
            return calculate().MinorUnits == expected;
        }
        catch (OverflowException)
        {
            return expected < long.MinValue || expected > long.MaxValue;
        }
    }
}
