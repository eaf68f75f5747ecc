using Serverless.RunningApp;

namespace Serverless.Chaos;

/// <summary>
/// The processes: the application, which is killed and started again on the same data and port, and the payment provider.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private const string Secret = "whsec_chaos";

    private readonly string _folder = Directory.CreateTempSubdirectory("chaos-").FullName;
    private readonly int _port = AppProcess.FreePort();
    private readonly AppProcess _provider;
    private readonly Dictionary<string, string> _settings;
    private AppProcess? _app;

    public World(Plan plan)
    {
        var webhooks = new Dictionary<string, string>
        {
            ["Embedded__PaymentWebhookUrl"] = $"http://127.0.0.1:{_port}/api/payments/webhooks",
            ["Embedded__PaymentWebhookSecret"] = Secret,
            ["Embedded__PaymentWebhookMode"] = plan.Webhooks,
        };
        _provider = AppProcess.Start(
            "Serverless.PaymentProvider.dll", Path.Combine(_folder, "provider"), AppProcess.Built("infra/payment-provider"),
            AppProcess.FreePort(), webhooks);
        _settings = new()
        {
            ["PaymentProvider__BaseAddress"] = ProviderAddress.ToString(),
            ["PaymentProvider__WebhookSecrets"] = Secret,
            ["Payments__CaptureMode"] = plan.ManualCapture ? "Manual" : "Automatic",
            ["Orders__PaymentWindow"] = plan.PaymentWindow.ToString("c"),
            ["OrderExpirySchedule"] = "*/5 * * * * *",
            ["Reconcile__Patience"] = "00:01:00",
            ["ReconcileSchedule"] = "*/5 * * * * *",
        };
    }

    public Uri AppAddress => new($"http://127.0.0.1:{_port}/");

    public Uri ProviderAddress => new($"http://127.0.0.1:{_provider.Port}/");

    /// <summary>The last that the application said since it was started last.</summary>
    public string Output => _app?.Output ?? "";

    public void StartApp() => _app = AppProcess.Start(Path.Combine(_folder, "app"), port: _port, settings: _settings);

    public Task KillApp() => _app!.DisposeAsync().AsTask();

    /// <exception cref="InvalidOperationException">A process ended that nobody killed.</exception>
    public void CheckThatAppLives()
    {
        foreach (var process in (AppProcess[])[_app!, _provider])
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"A process has ended by itself. The last that it said:\n{process.Output}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
        await _provider.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
