using Serverless.Domain.Catalog;
using Serverless.Domain.Payments;

namespace Serverless.Domain.Tests;

public class TextIdTests
{
    [Theory]
    [InlineData("cart-1", true)]
    [InlineData("a key with spaces ~", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("tab\tinside", false)]
    [InlineData("schlüssel", false)]
    public void An_idempotency_key_is_printable_ascii(string? text, bool valid) => Assert.Equal(valid, IdempotencyKey.TryParse(text, out _));

    [Fact]
    public void An_idempotency_key_has_at_most_255_characters()
    {
        Assert.True(IdempotencyKey.TryParse(new string('k', 255), out var longest));
        Assert.Equal(255, longest.Value.Length);
        Assert.False(IdempotencyKey.TryParse(new string('k', 256), out _));
    }

    [Theory]
    [InlineData("alice", true)]
    [InlineData("auth0|5f7c8ec7c33c6c004bbafe82", true)]
    [InlineData("Ümit", true)]
    [InlineData("", false)]
    [InlineData("line\nbreak", false)]
    public void A_customer_id_is_printable(string? text, bool valid) => Assert.Equal(valid, CustomerId.TryParse(text, out _));

    [Theory]
    [InlineData("MUG-01", true)]
    [InlineData("a.b_c-d", true)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("", false)]
    public void A_sku_is_letters_digits_and_three_signs(string? text, bool valid) => Assert.Equal(valid, Sku.TryParse(text, out _));

    [Theory]
    [InlineData("pm_card_visa", true)]
    [InlineData("pm_card_visa_chargeDeclined", true)]
    [InlineData("4242424242424242", false)]
    [InlineData("pm_4242424242424242", false)]
    [InlineData("pm_123456789012", true)]
    [InlineData("pm card", false)]
    [InlineData("", false)]
    public void A_payment_method_is_a_name_and_never_a_card_number(string? text, bool valid) => Assert.Equal(valid, PaymentMethod.TryParse(text, out _));
}
