using Serverless.Domain.Catalog;
using Serverless.Domain.Orders;
using Serverless.Domain.Payments;

namespace Serverless.Domain.Tests.Orders;

public class FingerprintTests
{
    private static readonly PaymentMethod Visa = PaymentMethod.Parse("pm_card_visa");
    private static readonly Fingerprint TwoMugs = Fingerprint.Of([(Sku.Parse("MUG"), 2)], Visa);

    [Fact]
    public void The_same_request_has_the_same_fingerprint() => Assert.Equal(TwoMugs, Fingerprint.Of([(Sku.Parse("MUG"), 2)], PaymentMethod.Parse("pm_card_visa")));

    [Fact]
    public void Every_part_of_the_request_counts() => Assert.All(new[]
    {
        Fingerprint.Of([(Sku.Parse("MUG"), 3)], Visa),
        Fingerprint.Of([(Sku.Parse("CUP"), 2)], Visa),
        Fingerprint.Of([(Sku.Parse("MUG"), 2), (Sku.Parse("MUG"), 2)], Visa),
        Fingerprint.Of([(Sku.Parse("MUG"), 2)], PaymentMethod.Parse("pm_card_mastercard")),
    }, other => Assert.NotEqual(TwoMugs, other));

    [Fact]
    public void Parts_do_not_run_into_each_other() =>
        Assert.NotEqual(Fingerprint.Of([(Sku.Parse("A1"), 1)], Visa), Fingerprint.Of([(Sku.Parse("A"), 11)], Visa));
}
