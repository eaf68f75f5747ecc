using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;

namespace Serverless.Adapters.Tests.Payments;

public class ProviderGateTests : IAsyncLifetime
{
    private Wires _wires = null!;
    private int _sent;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _wires = await Wires.Open(
            ("PaymentProvider:MaxConcurrency", "2"),
            ("PaymentProvider:CircuitBreaker:MinimumRequests", "4"),
            ("PaymentProvider:CircuitBreaker:Break", "00:00:30"));
    }

    public ValueTask DisposeAsync() => _wires.DisposeAsync();

    [Fact]
    public async Task A_provider_that_fails_is_left_alone_and_tried_again_after_a_while()
    {
        await Fail(HttpStatusCode.InternalServerError, 4);
        var refused = Assert.IsType<GatewayAnswer.Unavailable>(await Charge());
        Assert.Equal((TimeSpan.FromSeconds(30), 4), (refused.RetryAfter, _sent));
        Assert.IsType<RecordLookup.Unavailable>(await _wires.Get<IPaymentGateway>().Read(new IntentId("pi_1"), Stop));
        Assert.Equal((4, HealthStatus.Degraded), (_sent, await Health()));

        _wires.Wire.Fault = null;
        _wires.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.IsType<GatewayAnswer.Answered>(await Charge());
        Assert.Equal(HealthStatus.Healthy, await Health());
    }

    [Fact]
    public async Task One_request_tries_and_when_it_fails_nothing_is_asked_again()
    {
        await Fail(HttpStatusCode.BadGateway, 4);
        _wires.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.IsType<GatewayAnswer.Unknown>(await Charge());
        Assert.IsType<GatewayAnswer.Unavailable>(await Charge());
        Assert.Equal(5, _sent);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.PaymentRequired)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task An_answer_that_refuses_is_the_answer_of_a_provider_that_works(HttpStatusCode status)
    {
        await Fail(status, 10);
        Assert.Equal((10, HealthStatus.Healthy), (_sent, await Health()));
    }

    [Fact]
    public async Task Few_failures_say_nothing()
    {
        await Fail(HttpStatusCode.InternalServerError, 3);
        Assert.Equal(HealthStatus.Healthy, await Health());
    }

    [Fact]
    public async Task What_exceeds_the_limit_is_not_sent_and_is_no_doubt()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _wires.Wire.Fault = (_, _) => answer.Task;
        Task<GatewayAnswer>[] under = [Charge(), Charge()];
        Assert.NotNull(Assert.IsType<GatewayAnswer.Unavailable>(await Charge()).RetryAfter);
        answer.SetException(new HttpRequestException("The connection broke."));
        Assert.All(await Task.WhenAll(under), lost => Assert.IsType<GatewayAnswer.Unknown>(lost));
        _wires.Wire.Fault = null;
        Assert.IsType<GatewayAnswer.Answered>(await Charge());
    }

    private async Task Fail(HttpStatusCode status, int times)
    {
        _wires.Wire.Fault = (_, _) =>
        {
            _sent++;
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent("{}") });
        };
        for (var time = 0; time < times; time++)
        {
            await Charge();
        }
    }

    private async Task<HealthStatus> Health() =>
        (await _wires.Get<HealthCheckService>().CheckHealthAsync(check => check.Name == "payment-provider", Stop)).Status;

    private Task<GatewayAnswer> Charge() => _wires.Get<IPaymentGateway>().Charge(
        new ChargeRequest("charge/1", null, Samples.Id("cart-1"), Samples.Money(2480), PaymentMethod.Parse("pm_card_visa"), CaptureMode.Automatic), Stop);
}
