using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Serverless.Functions.Operations;

/// <summary>
/// Looks at every part, at most once every two seconds however many ask: anyone may, and asking must not be a way to load the parts.
/// </summary>
public sealed class Readiness(HealthCheckService checks, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<HealthReport>? _report;
    private DateTimeOffset _began;

    public Task<HealthReport> Report(CancellationToken stop)
    {
        lock (_lock)
        {
            if (_report is null || (_report.IsCompleted && clock.GetUtcNow() - _began >= Fresh))
            {
                _began = clock.GetUtcNow();
                // Not stopped with the request that happened to be first: others wait for it.
                _report = checks.CheckHealthAsync(CancellationToken.None);
            }
            return _report.WaitAsync(stop);
        }
    }
}
