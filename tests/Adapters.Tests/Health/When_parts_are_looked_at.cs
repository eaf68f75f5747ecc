using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serverless.Adapters.Payments;

namespace Serverless.Adapters.Tests.Health;

public class When_parts_are_looked_at
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_that_answers_is_healthy()
    {
        await using var wires = await Wires.Open();
        var report = await wires.Get<HealthCheckService>().CheckHealthAsync(Stop);
        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.All(report.Entries, part => Assert.Null(part.Value.Description));
    }

    [Fact]
    public async Task A_database_that_refuses_says_with_what()
    {
        await using var wires = await Wires.Open();
        wires.Wire.Fault = (request, _) => IsAboutCatalog(request) ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden)) : null;
        Assert.Equal((HealthStatus.Unhealthy, "The database answered 403."), await Ask(wires, "cosmos"));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_waited_for_two_seconds()
    {
        await using var wires = await Wires.Open();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        wires.Wire.Fault = (request, _) =>
        {
            if (!IsAboutCatalog(request))
            {
                return null;
            }
            asked.TrySetResult();
            return new TaskCompletionSource<HttpResponseMessage>().Task; // Also when it is stopped.
        };
        var answer = Ask(wires, "cosmos");
        await asked.Task;
        wires.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((HealthStatus.Unhealthy, "The database did not answer within 2 seconds."), await answer);
    }

    [Fact]
    public async Task A_bus_that_is_gone_is_told_without_what_was_thrown()
    {
        await using var wires = await Wires.Open();
        await wires.Broker.DisposeAsync();
        Assert.Equal((HealthStatus.Degraded, "The bus cannot be reached."), await Ask(wires, "service-bus"));
    }

    [Fact]
    public async Task A_provider_that_is_left_alone_is_told()
    {
        await using var wires = await Wires.Open(("PaymentProvider:CircuitBreaker:MinimumRequests", "2"));
        for (var call = 0; call < 2; call++)
        {
            await wires.Get<ProviderGate>().Pass(_ => Task.FromResult<StripeAnswer<string>>(new StripeAnswer<string>.ServerError(500)), Stop);
        }
        Assert.Equal((HealthStatus.Degraded, "The provider fails, and is left alone for a while: payments wait."), await Ask(wires, "payment-provider"));
    }

    private static bool IsAboutCatalog(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.EndsWith("/catalog/docs/health", StringComparison.Ordinal);

    private static async Task<(HealthStatus Status, string? Reason)> Ask(Wires wires, string part)
    {
        var report = await wires.Get<HealthCheckService>().CheckHealthAsync(check => check.Name == part, Stop);
        return (report.Entries[part].Status, report.Entries[part].Description);
    }
}
