namespace Serverless.Domain.Tests;

public class CurrencyTests
{
    [Theory]
    [InlineData("JPY", 0)]
    [InlineData("EUR", 2)]
    [InlineData("KWD", 3)]
    public void A_currency_knows_its_decimals(string code, int decimals) => Assert.Equal(decimals, Currency.Parse(code).Decimals);

    [Theory]
    [InlineData("eur")]
    [InlineData("EURO")]
    [InlineData("XXX")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_texts_are_not_currencies(string? code) => Assert.False(Currency.TryParse(code, out _));

    [Fact]
    public void There_is_one_of_each()
    {
        Assert.Same(Currency.Parse("EUR"), Currency.Parse("EUR"));
        Assert.All(Currency.All, currency => Assert.Matches("^[A-Z]{3}$", currency.Code));
        Assert.True(Currency.All.Count > 150);
    }
}
