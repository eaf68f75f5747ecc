using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows;
using Serverless.Workflows.Orders;

namespace Serverless.Functions.Tests.Http;

public class When_something_behind_fails
{
    [Fact]
    public async Task An_outage_is_told_with_when_to_come_back()
    {
        await using var shop = await OpenWith(new OutageException("The database answered 429.", TimeSpan.FromSeconds(6.5)));
        var alice = await shop.Customer("alice");
        foreach (var answer in new[] { await alice.Place("cart-1"), await alice.Get("api/orders"), })
        {
            Assert.Equal(503, answer.Status);
            Assert.Equal("temporarily_unavailable", answer.Problem);
            Assert.Equal("7", answer.Header("Retry-After"));
        }
    }

    [Fact]
    public async Task A_bug_is_told_without_its_details()
    {
        await using var shop = await OpenWith(new InvalidOperationException("secret detail"));
        var answer = await (await shop.Customer("alice")).Place("cart-1");
        Assert.Equal(500, answer.Status);
        Assert.Equal("internal_error", answer.Problem);
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", answer.Text, StringComparison.Ordinal);
    }

    private static Task<Shop> OpenWith(Exception failure) =>
        Shop.Open(configure: app => app.Services.AddSingleton<IOrderStore>(new UnwillingOrders(_ => throw failure)));
}
