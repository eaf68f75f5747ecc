using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Host.Http;

namespace Serverless.Embedded.Host.Tests.HostFile;

/// <summary>The functions that stand at a gate, run with settings of host.json, such as <c>extensions:http:routePrefix=shop</c>.</summary>
internal sealed class HeldApp : IAsyncDisposable
{
    private readonly EmbeddedFunctionApp _app;
    private readonly HttpClient _client;

    private HeldApp(EmbeddedFunctionApp app)
    {
        _app = app;
        _client = new() { BaseAddress = app.BaseAddress };
    }

    public Gate Gate => _app.Services.GetRequiredService<Gate>();

    /// <summary>Requests that are worked on or wait for it.</summary>
    public int Outstanding => _app.Services.GetRequiredService<RequestLimits>().Outstanding;

    public static async Task<HeldApp> Start(TimeProvider clock, params string[] settings) => new(await SampleApp.Start(
        ["--AzureWebJobsStorage=embedded", .. settings.Select(setting => "--AzureFunctionsJobHost:" + setting)],
        builder =>
        {
            builder.Host.FunctionTypes = [typeof(Held)];
            builder.Services.AddSingleton<Gate>();
            builder.Services.AddSingleton(clock);
        }));

    public static Task<HeldApp> Start(params string[] settings) => Start(TimeProvider.System, settings);

    public Task<HttpResponseMessage> Get(string path = "api/heldRequest") => _client.GetAsync(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> RunByHand(string function) => _client.PostAsync(
        new Uri("admin/functions/" + function, UriKind.Relative), new StringContent("{}"));

    public Task UntilReached(int times) => Until.True(() => Gate.Reached >= times);

    public async ValueTask DisposeAsync()
    {
        Gate.Open();
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
