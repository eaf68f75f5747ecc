using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded;

namespace Serverless.Client.Tests;

/// <summary>The whole application, as clients meet it: over HTTP alone.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly EmbeddedFunctionApp _app;

    private App(EmbeddedFunctionApp app) => _app = app;

    public Uri Address => _app.BaseAddress;

    public IServiceProvider Services => _app.Services;

    public static async Task<App> Start(params string[] settings) =>
        new(await EmbeddedFunctionApp.StartAsync(typeof(Functions.Orders.PlaceOrder).Assembly, settings));

    public Task Quiet() => _app.WaitUntilIdle(TimeSpan.FromMinutes(2));

    /// <summary>Sends a message that nobody understands: it becomes a dead letter.</summary>
    public async Task Kill(string id)
    {
        await using var sender = Services.GetRequiredService<ServiceBusClient>().CreateSender("payment-commands");
        await sender.SendMessageAsync(new ServiceBusMessage("""{"schema":1}""") { MessageId = id, Subject = "Unheard", CorrelationId = id }, TestContext.Current.CancellationToken);
        await Quiet();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
