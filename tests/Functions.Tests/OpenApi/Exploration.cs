using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Serverless.Functions.Tests.OpenApi;

/// <summary>A walk through every operation that meets every answer it can give.</summary>
public sealed partial class Exploration : IAsyncLifetime
{
    private const string NoOrder = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private readonly ReadRecorder _recorder = new();
    private Shop? _shop;
    private Explorer? _explorer;

    internal Findings Findings { get; } = new();

    internal ILookup<string, (string In, string Name)> Reads => _recorder.Reads.Keys.ToLookup(read => read.Function, read => (read.In, read.Name));

    private Explorer Explorer => _explorer!;

    private Shop Shop => _shop!;

    public async ValueTask InitializeAsync()
    {
        _shop = await Shop.Open(["--Payments:CaptureMode=Manual"], app =>
        {
            app.Services.AddSingleton(_recorder);
            app.Services.AddLogging(logging => logging.AddFilter("Serverless.Functions.Http", LogLevel.None)); // The faults are wanted.
            app.UseMiddleware<FaultOnDemand>();
            app.UseMiddleware<ReadRecorder>();
        });
        _explorer = await Explorer.Of(_shop, Findings);
        await Everywhere();
        await Impatiently();
        await Lists();
        await Orders();
        await Money();
        await DeadLetters();
        await Imports();
        await Rest();
    }

    public ValueTask DisposeAsync() => Shop.DisposeAsync();

    // What is the same for many operations.
    private async Task Everywhere()
    {
        foreach (var operation in Published.Document.Operations)
        {
            await Explorer.Send(operation.Name, headers: (FaultOnDemand.Header, "bug"));
            await Explorer.Send(operation.Name, query: "?card=4242424242424242");
            await Explorer.Send(operation.Name, query: "?stauts=paid", key: "never placed");
            if (operation.Codes(503).Contains("temporarily_unavailable"))
            {
                await Explorer.Send(operation.Name, headers: (FaultOnDemand.Header, "outage"));
            }
            if (!operation.IsPublic)
            {
                await Explorer.Send(operation.Name, token: "");
            }
            if (operation.IsForOperators)
            {
                await Explorer.Send(operation.Name, token: Explorer.Customer);
            }
            if (operation.Responses.ContainsKey(408))
            {
                await Explorer.Send(operation.Name, headers: (FaultOnDemand.Header, "slow"));
            }
            if (operation.Codes(413).Contains("body_too_large"))
            {
                await Explorer.Send(operation.Name, body: new string(' ', 256 * 1024 + 1));
            }
            if (operation.Responses.ContainsKey(415))
            {
                await Explorer.Send(operation.Name, type: "text/plain");
            }
            if (operation.Parameters.Any(parameter => parameter.Name == "Idempotency-Key"))
            {
                await Explorer.Send(operation.Name, key: "");
            }
        }
    }

    private async Task Impatiently()
    {
        await using var strict = await Shop.Open(
            ["--RateLimits:Reads:Burst=1", "--RateLimits:Reads:PerSecond=0.01", "--RateLimits:Writes:Burst=1", "--RateLimits:Writes:PerSecond=0.01"],
            app => app.Services.AddHealthChecks().AddCheck("what every request needs", () => HealthCheckResult.Unhealthy()));
        var explorer = await Explorer.Of(strict, Findings);
        foreach (var operation in Published.Document.Operations.Concat(Published.Document.Operations))
        {
            await explorer.Send(operation.Name);
        }
    }

    private async Task Lists()
    {
        foreach (var operation in Published.Document.Operations.Where(operation => operation.Parameters.Any(parameter => parameter.Name == "pageSize")))
        {
            await ReadTwice(operation.Name);
            await Explorer.Send(operation.Name, query: "?pageSize=0");
        }
    }

    // Something that there is, once more to a client that has it, and something that there is not.
    private async Task ReadTwice(string name, string path = "", string query = "")
    {
        var answer = await Explorer.Send(name, path, query);
        if (answer.Status == 200)
        {
            await Explorer.Send(name, path, query, headers: ("If-None-Match", answer.Header("ETag")!));
        }
        if (Published.Document[name].Responses.ContainsKey(404))
        {
            await Explorer.Send(name, NoOrder);
        }
    }
}
