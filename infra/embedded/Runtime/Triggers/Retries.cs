namespace Serverless.Embedded.Triggers;

/// <summary>Runs an invocation under a retry policy.</summary>
internal static class Retries
{
    /// <summary>
    /// Runs <paramref name="attempt"/>, which gets the number of the retry (0 at first), until it succeeds or the policy allows
    /// no more; then throws the last failure. <paramref name="retrying"/> hears of each failure that is retried. A pause ends with <see cref="OperationCanceledException"/> when <paramref name="stop"/> does.
    /// </summary>
    public static async Task Run(RetryPolicy? policy, TimeProvider clock, Func<int, Task> attempt, Action<Exception, TimeSpan> retrying, CancellationToken stop)
    {
        for (var retry = 0; ; retry++)
        {
            try
            {
                await attempt(retry);
                return;
            }
            catch (Exception failure) when (policy is not null && policy.Allows(retry + 1) && !stop.IsCancellationRequested)
            {
                retrying(failure, policy.Pause(retry + 1));
            }
            await Task.Delay(policy!.Pause(retry + 1), clock, stop);
        }
    }
}
