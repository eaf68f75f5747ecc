using System.Diagnostics;

namespace Serverless.Crash.Tests;

/// <summary>Waits for another process, which no clock of ours drives.</summary>
internal static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">It has not become true within a minute.</exception>
    public static async Task True(string what, Func<Task<bool>> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Deadline)
            {
                throw new TimeoutException($"Waited in vain until {what}");
            }
            await Task.Delay(Between, TimeProvider.System);
        }
    }
}
