using Microsoft.Extensions.Logging;

namespace Serverless.Embedded.Triggers;

/// <summary>Gets messages for a function, round after round, until its listener stops.</summary>
internal static partial class ReceiveLoop
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    /// <param name="function">The function's name, for the log.</param>
    /// <param name="round">Waits for messages, and has them processed. When it fails, the next round comes a second later.</param>
    /// <param name="clock">Measures that second.</param>
    /// <param name="log">Is told of rounds that failed.</param>
    /// <param name="stopping">Ends the loop; a round that is canceled by it has not failed.</param>
    public static async Task Run(string function, Func<Task> round, TimeProvider clock, ILogger log, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await round();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
#pragma warning disable CA1031 // Whatever it was, the queue is still there.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogInterrupted(log, failure, function);
                await Task.Delay(PauseAfterFailure, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(4, LogLevel.Error, "The function {Function} could not get messages; it goes on in a second.")]
    private static partial void LogInterrupted(ILogger log, Exception failure, string function);
}
