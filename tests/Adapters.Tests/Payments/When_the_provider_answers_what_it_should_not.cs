using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Domain.Payments;
using Serverless.Workflows.Payments;

namespace Serverless.Adapters.Tests.Payments;

/// <summary>Over a socket, as it is in production: whoever sits where the provider should be.</summary>
public sealed class When_the_provider_answers_what_it_should_not : IAsyncLifetime
{
    private const string Elsewhere = "/elsewhere";
    private readonly ConcurrentQueue<string> _asked = [];
    private readonly WebApplication _provider;
    private ServiceProvider? _services;
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;

    public When_the_provider_answers_what_it_should_not()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _provider = builder.Build();
        _provider.Run(http =>
        {
            _asked.Enqueue(http.Request.Path);
            return _answer(http);
        });
    }

    private IPaymentGateway Gateway => _services!.GetRequiredService<IPaymentGateway>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _provider.StartAsync(Stop);
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddAdapters(Wires.Configuration(("PaymentProvider:BaseAddress", _provider.Urls.Single()))).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_and_decides_nothing(int status)
    {
        _answer = http =>
        {
            (http.Response.StatusCode, http.Response.Headers.Location) = (status, Elsewhere);
            return Task.CompletedTask;
        };
        Assert.IsType<GatewayAnswer.Unavailable>(await Charge());
        Assert.DoesNotContain(Elsewhere, _asked);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_broken_off_and_leaves_doubt()
    {
        _answer = async http =>
        {
            var chunk = new byte[64 * 1024];
            Array.Fill(chunk, (byte)' ');
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
            }
        };
        var unknown = Assert.IsType<GatewayAnswer.Unknown>(await Charge());
        Assert.Equal(Doubt.AnswerLost, unknown.Doubt);
        // For its length, and not because it took too long.
        Assert.Contains("maximum buffer size", unknown.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("""{"id":7}""")]
    public async Task What_is_no_intent_leaves_doubt(string body)
    {
        _answer = http => http.Response.WriteAsync(body, http.RequestAborted);
        Assert.IsType<GatewayAnswer.Unknown>(await Charge());
    }

    private Task<GatewayAnswer> Charge() => Gateway.Charge(
        new ChargeRequest("charge/1", null, Samples.Id("cart-1"), Samples.Money(2480), PaymentMethod.Parse("pm_card_visa"), CaptureMode.Automatic), Stop);
}
