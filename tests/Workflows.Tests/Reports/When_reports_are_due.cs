namespace Serverless.Workflows.Tests.Reports;

public class When_reports_are_due
{
    private readonly Accounts accounts = new();

    [Fact]
    public async Task The_last_eight_days_are_computed_and_today_is_not() => Assert.Equal(
        Enumerable.Range(1, 8).Select(back => Accounts.March1.AddDays(-back)), (await accounts.Compute()).Select(report => report.Day));

    [Fact]
    public async Task What_is_fresh_is_left_alone_and_what_is_old_computed_again()
    {
        await accounts.Compute();
        Assert.Empty(await accounts.Compute());
        accounts.Shop.Clock.Now += TimeSpan.FromHours(13);
        Assert.Equal([Accounts.March1], (await accounts.Compute()).Select(report => report.Day));
        accounts.Shop.Clock.Now += TimeSpan.FromHours(8);
        Assert.Equal(7, (await accounts.Compute()).Count);
    }

    [Fact]
    public async Task A_day_on_which_something_differs_is_computed_again_by_the_next_run()
    {
        var order = await accounts.Pay("cart-1", created: new DateTimeOffset(2026, 2, 26, 0, 0, 0, TimeSpan.Zero));
        var payment = accounts.Shop.Payments.Store.All.Single();
        accounts.Shop.Payments.Store.Remove(order.Value);
        Assert.Equal(1, (await accounts.Compute()).Sum(report => report.OrdersThatDiffer));
        accounts.Shop.Payments.Store.Put(order.Value, payment);
        Assert.Empty(await accounts.Compute());
        accounts.Shop.Clock.Now += TimeSpan.FromHours(1);
        var again = Assert.Single(await accounts.Compute());
        Assert.Equal((new DateOnly(2026, 2, 26), 0), (again.Day, again.OrdersThatDiffer));
    }

    [Fact]
    public async Task A_day_that_cannot_be_compared_does_not_keep_the_others_from_it()
    {
        await accounts.Pay("cart-1", created: new DateTimeOffset(2026, 2, 26, 0, 0, 0, TimeSpan.Zero));
        accounts.Shop.Payments.Store.BeforeFind = () => throw new OutageException("The database is out.");
        var run = await accounts.Run();
        Assert.Equal("The database is out.", run.Outage?.Message);
        Assert.Equal(7, run.Computed.Count);
        Assert.Equal([new DateOnly(2026, 2, 26)], (await accounts.Compute()).Select(report => report.Day));
    }

    [Fact]
    public async Task A_run_that_is_stopped_keeps_what_it_has_done()
    {
        await accounts.Pay("cart-1", created: new DateTimeOffset(2026, 2, 26, 0, 0, 0, TimeSpan.Zero));
        accounts.Shop.Payments.Store.BeforeFind = () => throw new OperationCanceledException();
        await Assert.ThrowsAsync<OperationCanceledException>(accounts.Run);
        Assert.Equal([new DateOnly(2026, 2, 28), new DateOnly(2026, 2, 27)], accounts.Written);
    }

    [Fact]
    public async Task While_the_provider_is_out_nothing_is_claimed()
    {
        accounts.Provider.IsOut = true;
        var run = await accounts.Run();
        Assert.NotNull(run.Outage);
        Assert.Empty(run.Computed);
        Assert.Empty(accounts.Written);
    }
}
