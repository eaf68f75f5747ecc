using Serverless.Contracts;
using Serverless.Domain.Payments;
using Serverless.Workflows.Reports;

namespace Serverless.Workflows.Tests.Reports;

public class When_a_report_finds_a_difference
{
    private readonly Accounts accounts = new();

    [Fact]
    public async Task The_payment_is_compared_once_more_and_corrected_with_the_reason()
    {
        await accounts.Pay("cart-1");
        var intent = accounts.Shop.Provider.Intent;
        intent.Refunds.Add(new PaymentRefund("re_1", null, intent.Received, PaymentRefundStatus.Succeeded, null));
        var report = await accounts.OfMarch1();

        await Correct(report);

        Assert.Equal(1, report.OrdersThatDiffer);
        var payment = Assert.Single(accounts.Shop.Payments.Store.All);
        Assert.Equal(intent.Received, payment.Facts.Totals.Refunded);
        Assert.Equal((OrderStatus.Refunded, new Amount(4000, "EUR")), (accounts.Shop.Order.Status, accounts.Shop.Order.Refunded));
        Assert.Contains("2026-03-01", payment.Facts.Ledger.Entries[^1].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_provider_does_not_know_is_left_to_people()
    {
        await accounts.Pay("cart-1");
        accounts.Shop.Provider.Intents.Clear();
        accounts.Provider.Created.Clear();
        var report = await accounts.OfMarch1();
        var sent = accounts.Shop.Bus.Sent.Count;

        await Correct(report);

        Assert.Equal((1, sent), (report.OrdersThatDiffer, accounts.Shop.Bus.Sent.Count));
    }

    private async Task Correct(DayReport report)
    {
        await new CorrectingDifferences(accounts.Shop.Bus).Correct(report, TestContext.Current.CancellationToken);
        await accounts.Shop.Settle(TimeSpan.FromMinutes(1));
    }
}
