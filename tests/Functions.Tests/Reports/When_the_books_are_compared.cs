using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Messaging;
using Serverless.Workflows.Payments;
using Serverless.Workflows.Reports;

namespace Serverless.Functions.Tests.Reports;

public class When_the_books_are_compared(Shop shared)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Every_order_of_the_day_is_there_on_both_sides_and_what_the_provider_refunded_alone_differs()
    {
        await using var shop = await Shop.Open(["--Embedded:PaymentWebhookMode=never"]);
        var alice = await shop.Customer("alice");
        await alice.Place("cart-1");
        await alice.Place("cart-2", Customer.Tea.Replace("pm_card_visa", "pm_card_visa_chargeDeclined", StringComparison.Ordinal));
        var refunded = await alice.Place("cart-3");
        await shop.Quiet();
        await shop.RefundAtTheProvider(refunded.Id, 700);
        var (first, last) = (Today.AddDays(-1), Today); // Midnight may pass meanwhile.
        await Tomorrow(shop).ComputeDue(Stop);

        var report = (await (await shop.Operator("anna")).Get($"api/reports/reconciliation?from={first:yyyy-MM-dd}&to={last:yyyy-MM-dd}")).Body;

        var eur = Assert.Single(report["currencies"]!.AsArray())!;
        Assert.Equal("EUR", (string)eur["currency"]!);
        Assert.Equal((3, 6600, 6600), ((int)eur["ours"]!["count"]!, (long)eur["ours"]!["captured"]!, (long)eur["ours"]!["net"]!));
        Assert.Equal((3, 6600, 5900), ((int)eur["theirs"]!["count"]!, (long)eur["theirs"]!["captured"]!, (long)eur["theirs"]!["net"]!));
        var difference = Assert.Single(report["differences"]!.AsArray())!;
        Assert.Equal((refunded.Id, 0, 700), ((string)difference["orderId"]!, (long)difference["ours"]!["refunded"]!, (long)difference["theirs"]!["refunded"]!));
        Assert.Empty(report["missing"]!.AsArray());

        await shop.Quiet();
        var corrected = await alice.Order(refunded.Id);
        Assert.Equal(700, (long)corrected.Body["refunded"]!["amount"]!);
        var history = (await alice.Get($"api/orders/{refunded.Id}/history")).Body["items"]!.AsArray();
        Assert.Equal("reconcile", (string)history[^1]!["cause"]!);
    }

    [Fact]
    public async Task The_timer_computes_the_days_before_today_and_today_is_named_as_missing()
    {
        var run = new HttpRequestMessage(HttpMethod.Post, "admin/functions/ComputeReports") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        Assert.Equal(202, (await new Customer(shared.Anonymous).Send(run)).Status);
        await shared.Quiet();
        var today = Today;
        var report = await (await shared.Operator("anna")).Get($"api/reports/reconciliation?from={today.AddDays(-2):yyyy-MM-dd}&to={today:yyyy-MM-dd}");
        Assert.Equal(200, report.Status);
        Assert.Equal($"{today:yyyy-MM-dd}", (string)report.Body["missing"]!.AsArray()[^1]!);
        Assert.NotNull(report.Body["computedAt"]);
        Assert.Equal(304, (await (await shared.Operator("anna")).Get(
            $"api/reports/reconciliation?from={today.AddDays(-2):yyyy-MM-dd}&to={today:yyyy-MM-dd}", ifNoneMatch: report.Header("ETag"))).Status);
    }

    [Theory]
    [InlineData("", "from: invalid_day to: invalid_day")]
    [InlineData("from=2026-03-01&to=yesterday", "to: invalid_day")]
    [InlineData("from=2026-03-02&to=2026-03-01", "to: out_of_range")]
    [InlineData("from=2026-01-01&to=2026-04-03", "to: out_of_range")]
    public async Task What_is_not_some_days_is_refused_with_the_place(string query, string expected)
    {
        var answer = await (await shared.Operator("anna")).Get($"api/reports/reconciliation?{query}");
        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Problem));
        Assert.Equal(expected, string.Join(' ', answer.Errors));
    }

    [Fact]
    public async Task Nobody_but_operators_gets_in()
    {
        var answer = await (await shared.Customer("alice")).Get("api/reports/reconciliation?from=2026-03-01&to=2026-03-01");
        Assert.Equal((403, "operators_only"), (answer.Status, answer.Problem));
    }

    // The application itself, a day later.
    private static ComputingReports Tomorrow(Shop shop)
    {
        var services = shop.App.Services;
        return new(
            services.GetRequiredService<IReportStore>(), services.GetRequiredService<IRecordedPayments>(), services.GetRequiredService<IPaymentStore>(),
            services.GetRequiredService<IPaymentGateway>(),
            services.GetRequiredService<IMessageBus>(), new ReportSettings(), new FixedClock(TimeProvider.System.GetUtcNow().AddDays(1)));
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
