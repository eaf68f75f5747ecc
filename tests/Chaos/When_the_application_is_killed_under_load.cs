namespace Serverless.Chaos;

public class When_the_application_is_killed_under_load
{
    [Fact]
    public async Task No_order_is_lost_and_no_money_moves_but_as_the_records_say()
    {
        var plan = new Plan
        {
            Seed = 20261123,
            Kills = 4,
            Customers = 8,
            Between = (20, 120),
            Webhooks = "twice",
            Absentees = false,
            PaymentWindow = TimeSpan.FromDays(1),
            Patience = TimeSpan.FromMinutes(4),
        };

        var report = await new Campaign(plan, _ => { }).Run();

        Assert.True(report.Differences.Count == 0, report.ToString());
        Assert.InRange(report.Orders, 50, int.MaxValue);
        Assert.NotEqual(0, report.Unanswered);
    }
}
