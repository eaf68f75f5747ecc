using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Web;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded;
using Serverless.Embedded.Host.Services;
using Serverless.Functions.Tests;

[assembly: AssemblyFixture(typeof(Shop))]

namespace Serverless.Functions.Tests;

/// <summary>The whole application, over HTTP, with nothing in it but the catalog. Tests share one, each as a customer of its own.</summary>
public sealed class Shop : IAsyncLifetime
{
    private EmbeddedFunctionApp? _app;

    public EmbeddedFunctionApp App => _app ?? throw new InvalidOperationException("Not started.");

    public HttpClient Anonymous { get; } = new();

    internal EmbeddedServices Services => App.Services.GetRequiredService<EmbeddedServices>();

    public static async Task<Shop> Open(string[]? settings = null, Action<FunctionsApplicationBuilder>? configure = null)
    {
        var shop = new Shop();
        await shop.Start(settings, configure);
        return shop;
    }

    public ValueTask InitializeAsync() => new(Start(null, null));

    /// <summary>A client that carries a token for the customer.</summary>
    internal async Task<Customer> Customer(string name, string parameters = "")
    {
        var token = await Anonymous.GetStringAsync($"identity/token?sub={HttpUtility.UrlEncode(name)}{parameters}", TestContext.Current.CancellationToken);
        return WithToken(token.Trim());
    }

    internal Customer WithToken(string token)
    {
        var http = new HttpClient { BaseAddress = App.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new Customer(http);
    }

    /// <summary>A client that carries the token of an operator.</summary>
    internal Task<Customer> Operator(string name) => Customer(name, "&role=operator");

    /// <summary>The dead letters that match a query.</summary>
    internal async Task<JsonNode> DeadLetters(string query) =>
        (await (await Operator("looks for dead letters")).Get($"api/dead-letters?{query}")).Body["items"]!;

    /// <summary>Sends a message past everything that would have checked it.</summary>
    internal async Task Send(string entity, ServiceBusMessage message)
    {
        await using var sender = App.Services.GetRequiredService<ServiceBusClient>().CreateSender(entity);
        await sender.SendMessageAsync(message, TestContext.Current.CancellationToken);
    }

    public Task Quiet() => App.WaitUntilIdle(TimeSpan.FromMinutes(2));

    /// <summary>Asks until the answer is as it should be: for what the application itself does a while later.</summary>
    internal Task<Answer> Until(Func<Task<Answer>> ask, Func<Answer, bool> met) => Clocks.Until.Seen(
        async () =>
        {
            await Quiet();
            return await ask();
        },
        met, evidence: answer => answer.Text);

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private async Task Start(string[]? settings, Action<FunctionsApplicationBuilder>? configure)
    {
        _app = await EmbeddedFunctionApp.StartAsync(typeof(Functions.Orders.PlaceOrder).Assembly, settings, configure);
        Anonymous.BaseAddress = _app.BaseAddress;
    }
}
