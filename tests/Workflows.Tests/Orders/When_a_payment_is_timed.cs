using Serverless.Domain.Orders;
using Serverless.Workflows.Orders;
using Serverless.Workflows.Tests.Simulated;

namespace Serverless.Workflows.Tests.Orders;

/// <summary>An alert counts payments by these words: <c>infra/azure/alerts.json</c>.</summary>
public class When_a_payment_is_timed
{
    private readonly Shop shop = new();

    private Order.AwaitingPayment Waiting => Assert.IsType<Order.AwaitingPayment>(Assert.Single(shop.Orders.Store.All));

    [Theory]
    [InlineData(0, "in_time")]
    [InlineData(60_000, "in_time")]
    [InlineData(60_001, "late")]
    public async Task A_minute_is_in_time(int milliseconds, string word)
    {
        await shop.Place();
        Assert.Equal(word, OrderMetrics.Timeliness(Waiting, TimeSpan.FromMilliseconds(milliseconds)));
    }

    [Fact]
    public async Task The_time_that_a_customer_takes_to_approve_is_not_ours()
    {
        await shop.Place(method: "pm_card_threeDSecureRequired");
        await shop.Settle();
        Assert.Equal("customer", OrderMetrics.Timeliness(Waiting, TimeSpan.FromHours(1)));
    }
}
