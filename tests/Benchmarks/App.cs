using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using Serverless.Benchmarks.Load;
using Serverless.Benchmarks.Parts;
using Serverless.RunningApp;

namespace Serverless.Benchmarks;

/// <summary>The published application under measurement, on data of its own.</summary>
internal sealed class App : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private static readonly string Published = Path.Combine(
        RepositoryRoot.Folder, "functions", "bin", "Release", "net10.0", RuntimeInformation.RuntimeIdentifier, "publish");

    private readonly AppProcess _process;
    private readonly string _data;
    private int _runs;

    private App(AppProcess process, string data) => (_process, _data) = (process, data);

    public double ResidentMegabytes => Processes.ResidentMegabytes(_process.Id);

    public int Port => _process.Port;

    /// <summary>What it has used of the processors since it began.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            using var process = System.Diagnostics.Process.GetProcessById(_process.Id);
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it; nothing answers yet.</summary>
    public static App Start(Scale scale, Dictionary<string, string>? more = null)
    {
        if (!Directory.Exists(Published))
        {
            throw new InvalidOperationException($"There is no application in {Published}: publish it with 'make publish'.");
        }
        var data = Directory.CreateTempSubdirectory("bench-").FullName;
        var settings = new Dictionary<string, string>
        {
            ["Embedded__PaymentWebhookMode"] = scale.WebhookMode,
            // What it can do is measured, and not what it allows.
            ["RateLimits__Reads__PerSecond"] = "0",
            ["RateLimits__Writes__PerSecond"] = "0",
        };
        foreach (var (name, value) in more ?? [])
        {
            settings[name] = value;
        }
        return new(AppProcess.Start(data, Published, settings: settings), data);
    }

    /// <summary>Starts it and lets the compiler see the code that will run.</summary>
    public static async Task<App> StartWarm(Scale scale, int orders, Dictionary<string, string>? more = null)
    {
        var app = Start(scale, more);
        await app.Answers();
        await app.Place(clients: 16, seconds: 60, orders);
        return app;
    }

    /// <summary>Waits for the first answer.</summary>
    public Task Answers() => Until.True(
        async () => await Get("/api/products")
            || (_process.HasExited ? throw new InvalidOperationException($"The application ended:\n{_process.Output}") : false),
        every: TimeSpan.FromMilliseconds(1), evidence: () => _process.Output);

    /// <summary>The first product of the catalog.</summary>
    public async Task<string> Sku()
    {
        var products = await Http.GetFromJsonAsync<JsonElement>($"http://127.0.0.1:{Port}/api/products");
        var list = products.ValueKind == JsonValueKind.Array ? products : products.EnumerateObject().First(property => property.Value.ValueKind == JsonValueKind.Array).Value;
        return list[0].GetProperty("sku").GetString()!;
    }

    /// <summary>Each client places orders one after another; returns when all of them are paid.</summary>
    public async Task<LoadReport> Place(int clients, double seconds, int orders) =>
        await Processes.Load($"--port {Port} --sku {await Sku()} --run r{_runs++} --clients {clients} --seconds {seconds} --orders {orders} --until-paid");

    /// <summary>Orders come at a steady rate; one in <paramref name="follow"/> is followed until it is paid.</summary>
    public async Task<LoadReport> PlaceSteadily(double perSecond, double seconds, int follow) =>
        await Processes.Load($"--port {Port} --sku {await Sku()} --run r{_runs++} --rate {perSecond} --seconds {seconds} --follow {follow}");

    /// <summary>Each client reads an order of its own that is paid, again and again.</summary>
    public async Task<LoadReport> Read(int clients, double seconds) =>
        await Processes.Load($"--port {Port} --sku {await Sku()} --run r{_runs++} --clients {clients} --seconds {seconds} --reads");

    /// <summary>
    /// What one paid order costs. Nobody reads these orders: the reads are the application's own. It has done its work when
    /// it has counted nothing new for a second.
    /// </summary>
    public async Task<Counters> Costs(int orders)
    {
        var sku = await Sku();
        var before = await Count();
        var report = await Processes.Load($"--port {Port} --sku {sku} --run r{_runs++} --clients 16 --seconds 3600 --orders {orders}");
        var last = before;
        var rest = await Until.Seen(Count, now => now.Work == Interlocked.Exchange(ref last, now).Work, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1));
        return rest.PerOrder(before, report.Accepted);
    }

    /// <summary>Does something while the metrics are read every second, as Prometheus does.</summary>
    public async Task<T> WhileScraped<T>(Func<Task<T>> act)
    {
        var acting = act();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        while (!acting.IsCompleted)
        {
            await Http.GetStringAsync($"http://127.0.0.1:{Port}/metrics");
            await timer.WaitForNextTickAsync();
        }
        return await acting;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async Task<Counters> Count() =>
        Counters.Parse(await Http.GetStringAsync($"http://127.0.0.1:{Port}/admin/embedded/counters"));

    private async Task<bool> Get(string path)
    {
        try
        {
            using var answer = await Http.GetAsync($"http://127.0.0.1:{Port}{path}");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
