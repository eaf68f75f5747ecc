using System.Diagnostics;

namespace Serverless.Chaos;

/// <summary>Waits for another process, which no clock of ours drives.</summary>
internal static class Until
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">It has not become true in time.</exception>
    public static async Task True(string what, TimeSpan patience, Func<Task<bool>> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > patience)
            {
                throw new TimeoutException($"Waited in vain until {what}");
            }
            await Task.Delay(s_between, TimeProvider.System);
        }
    }
}
