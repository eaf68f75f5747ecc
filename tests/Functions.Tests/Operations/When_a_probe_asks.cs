using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serverless.Functions.Http;
using Serverless.Functions.Operations;

namespace Serverless.Functions.Tests.Operations;

public class When_a_probe_asks(Shop shop)
{
    [Theory]
    [InlineData("live")]
    [InlineData("ready")]
    public async Task Health_is_told_to_anybody(string probe)
    {
        var answer = await new Customer(shop.Anonymous).Get($"api/health/{probe}");
        Assert.Equal(200, answer.Status);
        Assert.Equal("healthy", (string)answer.Body["status"]!);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task Each_part_is_named()
    {
        var answer = await new Customer(shop.Anonymous).Get("api/health/ready");
        Assert.All(["cosmos", "service-bus", "payment-provider"], part => Assert.Equal("healthy", (string)answer.Body["checks"]![part]!["status"]!));
    }

    [Fact]
    public async Task An_instance_that_lacks_what_every_order_needs_is_not_ready()
    {
        await using var outside = await Shop.Open(configure: builder => Break(builder, HealthStatus.Unhealthy));
        var answer = await new Customer(outside.Anonymous).Get("api/health/ready");
        Assert.Equal((503, "5"), (answer.Status, answer.Header("Retry-After")));
        Assert.Equal("It is out.", (string)answer.Body["checks"]!["broken"]!["reason"]!);
    }

    [Fact]
    public async Task An_instance_that_lacks_what_it_can_do_without_stays_ready()
    {
        await using var outside = await Shop.Open(configure: builder => Break(builder, HealthStatus.Degraded));
        var answer = await new Customer(outside.Anonymous).Get("api/health/ready");
        Assert.Equal((200, "degraded"), (answer.Status, (string)answer.Body["status"]!));
    }

    [Fact]
    public void What_was_thrown_is_not_for_everybody()
    {
        var thrown = new HealthReportEntry(HealthStatus.Unhealthy, "AccountKey=secret", TimeSpan.Zero, new InvalidOperationException("AccountKey=secret"), null);
        var view = HealthView.Of(new HealthReport(new Dictionary<string, HealthReportEntry> { ["cosmos"] = thrown }, TimeSpan.Zero));
        Assert.Equal(
            """{"status":"unhealthy","checks":{"cosmos":{"status":"unhealthy","reason":"It did not answer."}}}""",
            JsonSerializer.Serialize(view, HttpJson.Default.HealthView));
    }

    [Fact]
    public async Task However_many_ask_the_parts_are_asked_once_in_two_seconds()
    {
        var (checks, clock) = (new CountedChecks(), new ManualClock());
        var readiness = new Readiness(checks, clock);
        var first = Enumerable.Range(0, 100).Select(_ => readiness.Report(TestContext.Current.CancellationToken)).ToList();
        checks.Answer.SetResult(new HealthReport(new Dictionary<string, HealthReportEntry>(), TimeSpan.Zero));
        await Task.WhenAll(first);
        await readiness.Report(TestContext.Current.CancellationToken);
        Assert.Equal(1, checks.Asked);
        clock.Advance(TimeSpan.FromSeconds(2));
        await readiness.Report(TestContext.Current.CancellationToken);
        Assert.Equal(2, checks.Asked);
    }

    private static void Break(FunctionsApplicationBuilder builder, HealthStatus status) => builder.Services.AddHealthChecks()
        .Add(new HealthCheckRegistration("broken", _ => new Broken(), status, null));

    private sealed class Broken : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(new HealthCheckResult(context.Registration.FailureStatus, "It is out."));
    }

    private sealed class CountedChecks : HealthCheckService
    {
        public TaskCompletionSource<HealthReport> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Asked { get; private set; }

        public override Task<HealthReport> CheckHealthAsync(Func<HealthCheckRegistration, bool>? predicate, CancellationToken cancellationToken = default)
        {
            Asked++;
            return Answer.Task;
        }
    }
}
