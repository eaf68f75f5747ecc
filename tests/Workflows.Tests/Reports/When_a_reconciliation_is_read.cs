using Serverless.Workflows.Reports;

namespace Serverless.Workflows.Tests.Reports;

public class When_a_reconciliation_is_read
{
    private readonly Accounts accounts = new();

    [Fact]
    public async Task Days_are_added_up_by_currency_and_those_without_a_report_are_named()
    {
        await accounts.Save(Report(1, new CurrencyReport("EUR", new Sums(2, 10, 300, 20), new Sums(2, 10, 300, 20))), Stop);
        await accounts.Save(Report(3, new CurrencyReport("EUR", new Sums(1, 0, 50, 0), new Sums(1, 0, 60, 0)), new CurrencyReport("CHF", new Sums(1, 0, 7, 0), new Sums(1, 0, 7, 0))), Stop);
        var view = Assert.IsType<ReconciliationResult.Done>(await accounts.Read("2026-03-01", "2026-03-04")).View;
        Assert.Equal(
            [
                new CurrencyReport("CHF", new Sums(1, 0, 7, 0), new Sums(1, 0, 7, 0)),
                new CurrencyReport("EUR", new Sums(3, 10, 350, 20), new Sums(3, 10, 360, 20)),
            ],
            view.Currencies);
        Assert.Equal([new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 4)], view.Missing);
        Assert.Equal((2, 2, Report(1).ComputedAt), (view.OrdersThatDiffer, view.Differences.Count, view.ComputedAt));
    }

    [Fact]
    public async Task Days_that_nobody_computed_are_all_missing()
    {
        var view = Assert.IsType<ReconciliationResult.Done>(await accounts.Read("2026-01-01", "2026-04-02")).View;
        Assert.Equal((ReadingReports.MostDays, 0, null), (view.Missing.Count, view.Currencies.Count, view.ComputedAt));
    }

    [Theory]
    [InlineData(null, null, "from: invalid_day, to: invalid_day")]
    [InlineData("2026-3-1", "2026-03-01", "from: invalid_day")]
    [InlineData("2026-02-29", "2026-03-01", "from: invalid_day")]
    [InlineData("2026-03-02", "2026-03-01", "to: out_of_range")]
    [InlineData("2026-01-01", "2026-04-03", "to: out_of_range")]
    [InlineData("0001-01-01", "9999-12-31", "to: out_of_range")]
    public async Task What_is_not_some_days_is_refused(string? from, string? to, string expected) => Assert.Equal(
        expected,
        string.Join(", ", Assert.IsType<ReconciliationResult.Invalid>(await accounts.Read(from, to)).Errors.Select(error => $"{error.Pointer}: {error.Code}")));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DayReport Report(int day, params CurrencyReport[] currencies) => new(
        new DateOnly(2026, 3, day),
        new DateTimeOffset(2026, 3, day + 1, 0, 10, 0, TimeSpan.Zero),
        currencies,
        [new Difference(new DateOnly(2026, 3, day), $"order-{day}", null, null, null)],
        1);
}
