using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host.Services;
using Serverless.Embedded.Identity;
using Serverless.Embedded.Payments;
using Serverless.Embedded.Wire;

// The payment provider simulator in a process of its own, as a real provider is: it lives on while the application dies.
// Below /identity it is the issuer of tokens, for an application that has none in its process.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
{
    InitialData = [new("port", "7072"), new("Embedded:DataPath", ".local/payment-provider"), new("PaymentProvider:ApiKey", "sk_test_embedded")],
});
var settings = builder.Configuration;
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, settings.GetValue<int>("port")));
builder.Logging.SetMinimumLevel(LogLevel.Warning);

await using var database = new DataFolder(settings).OpenDatabase();
await using var provider = await PaymentProvider.Open(
    database,
    new() { ApiKeys = [settings["PaymentProvider:ApiKey"]!], Webhooks = WebhookSettings.Read(settings, () => null) },
    TimeProvider.System);
await using var identity = new IdentityProvider(database, new(), TimeProvider.System);
await using var app = builder.Build();
app.Map("/identity", branch => branch.Run(context => WireEndpoint.Answer(identity, context)));
app.Run(context => WireEndpoint.Answer(provider, context));
await app.StartAsync();
provider.StartSending();
Console.WriteLine($"The payment provider listens on {app.Urls.Single()}.");
await app.WaitForShutdownAsync();
