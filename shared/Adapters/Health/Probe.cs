using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Serverless.Adapters.Health;

/// <summary>
/// Asks a service whether it answers, for so long and no longer, also when the asking does not heed its cancellation. What comes of it is said
/// in words of ours: what an SDK throws may name addresses and keys, and is for the log alone.
/// </summary>
internal sealed partial class Probe(TimeProvider clock, ILogger<Probe> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Healthy when <paramref name="ask"/> returns null; else that, or why there was no answer, is the reason.</summary>
    /// <param name="context">What to report a failure as.</param>
    /// <param name="what">The service, as a reason begins: "The database".</param>
    /// <param name="ask">Asks, and returns what is wrong.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<HealthCheckResult> Ask(HealthCheckContext context, string what, Func<CancellationToken, Task<string?>> ask, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            return await ask(end.Token).WaitAsync(Patience, clock, stop) is { } reason ? Unhealthy(reason) : HealthCheckResult.Healthy();
        }
        catch (TimeoutException)
        {
            await end.CancelAsync();
            return Unhealthy($"{what} did not answer within {Patience.TotalSeconds} seconds.");
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            ProbeFailed(log, failure, context.Registration.Name);
            return Unhealthy($"{what} cannot be reached.");
        }

        HealthCheckResult Unhealthy(string reason) => new(context.Registration.FailureStatus, reason);
    }

    [LoggerMessage(6002, LogLevel.Warning, "The health of {Part} could not be asked for")]
    private static partial void ProbeFailed(ILogger log, Exception failure, string part);
}
