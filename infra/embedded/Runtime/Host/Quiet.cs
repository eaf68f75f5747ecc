using Serverless.Embedded.Host.Services;

namespace Serverless.Embedded.Host;

/// <summary>
/// Waits until nothing is left to do: no invocation runs, no source holds anything for its function, and the payment provider owes no
/// event that is due.
/// </summary>
internal sealed class Quiet(RunningFunctions functions, EmbeddedServices services, Activity activity)
{
    // A source tells nobody that it has settled its last message: while none of our invocations ends, look again this often.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);

    /// <exception cref="TimeoutException">All is not idle in time; the message names what is not.</exception>
    public async Task Wait(TimeSpan timeout)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var ended = activity.NextEnd();
            var begun = activity.Begun;
            var busy = functions.Busy();
            // After the functions: what they did may have made an event.
            if (services.Payments is { IsIdle: false })
            {
                busy = [.. busy, "events of the payment provider"];
            }
            if (busy.Count == 0 && activity.Running == 0 && activity.Begun == begun)
            {
                return;
            }
            if (TimeProvider.System.GetElapsedTime(start) > timeout)
            {
                throw new TimeoutException($"Not idle after {timeout}: {string.Join(", ", busy)}.");
            }
            await Task.WhenAny(ended, Task.Delay(LookAgain, TimeProvider.System));
        }
    }
}
