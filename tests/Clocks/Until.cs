using System.Runtime.CompilerServices;

namespace Serverless.Clocks;

/// <summary>Waits for what other threads and processes do, which no clock of a test drives.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    /// <exception cref="TimeoutException">It has not become true in time: a minute, unless there is more patience.</exception>
    public static Task True(Func<bool> condition, TimeSpan? patience = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        True(() => Task.FromResult(condition()), patience, what: what);

    /// <exception cref="TimeoutException">It has not become true in time: a minute, unless there is more patience.</exception>
    public static Task True(
        Func<Task<bool>> condition, TimeSpan? patience = null, TimeSpan? every = null, Func<string>? evidence = null,
        [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Seen(condition, met => met, patience, every, _ => evidence?.Invoke() ?? "", what);

    /// <summary>Looks again and again until it sees what it should, and returns that.</summary>
    /// <exception cref="TimeoutException">It has not seen it in time: a minute, unless there is more patience.</exception>
    public static async Task<T> Seen<T>(
        Func<Task<T>> look, Func<T, bool> met, TimeSpan? patience = null, TimeSpan? every = null, Func<T, string>? evidence = null,
        [CallerArgumentExpression(nameof(met))] string what = "")
    {
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            var seen = await look();
            if (met(seen))
            {
                return seen;
            }
            if (TimeProvider.System.GetElapsedTime(began) > (patience ?? Patience))
            {
                throw new TimeoutException($"Waited in vain until {what}\n{(evidence is null ? seen : evidence(seen))}");
            }
            await Task.Delay(every ?? Between, TimeProvider.System);
        }
    }
}
