using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host;

namespace Serverless.Embedded.Triggers.Timers;

/// <summary>
/// Runs one function on its schedule, never twice at a time: an occurrence that falls into a run is skipped. With a status
/// store, an occurrence that was missed while the host was down runs once at start, marked as past due.
/// </summary>
internal sealed partial class TimerListener(
    FunctionDescriptor function, Schedule schedule, bool runOnStartup, string text, TimerStatusStore? statuses, RetryPolicy? retry,
    IFunctionInvoker invoker, TimeProvider clock, ILogger log) : ITriggerListener
{
    // Timers of the runtime reach 49 days; a schedule may be sparser.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private TimerStatus? _status;
    private Task _loop = Task.CompletedTask;
    private volatile bool _busy;

    public string Description => $"timerTrigger {text}";

    public bool IsIdle => !_busy;

    public bool IsSingleton => true;

    public async Task Start(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var pastDue = false;
        if (statuses is not null)
        {
            _status = await statuses.Read(function.Name);
            pastDue = _status?.Next < now;
            _status ??= await Keep(new TimerStatus(null, schedule.After(now) ?? DateTimeOffset.MaxValue, now));
        }
        _busy = pastDue || runOnStartup;
        _loop = Task.Run(() => Loop(pastDue), CancellationToken.None);
    }

    public async Task Drain(CancellationToken stop)
    {
        await _stopping.CancelAsync();
        await using var abort = stop.Register(_abort.Cancel);
        await _loop.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task InvokeWith(string input, CancellationToken stop) => Invoke(clock.GetUtcNow(), pastDue: false, stop);

    private async Task Loop(bool pastDue)
    {
        try
        {
            if (_busy)
            {
                await Run(clock.GetUtcNow(), pastDue);
            }
            while (schedule.After(clock.GetUtcNow()) is { } due)
            {
                await WaitUntil(due);
                await Run(due, pastDue: false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
    }

    private async Task WaitUntil(DateTimeOffset due)
    {
        for (var left = due - clock.GetUtcNow(); left > TimeSpan.Zero; left = due - clock.GetUtcNow())
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, clock, _stopping.Token);
        }
    }

    private async Task Run(DateTimeOffset due, bool pastDue)
    {
        _busy = true;
        try
        {
            await Invoke(due, pastDue, _abort.Token);
        }
#pragma warning disable CA1031 // Whatever the function threw, the timer goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailure(failure, function.Name);
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task Invoke(DateTimeOffset due, bool pastDue, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            var timer = new TimerInfo { IsPastDue = pastDue, ScheduleStatus = Official(_status) };
            await Retries.Run(retry, clock, count => invoker.Invoke(
                function, new Invocation(timer, NoData, RetryCount: count, MaxRetryCount: retry?.MaxRetryCount ?? 0), stop),
                (failure, pause) => LogRetry(failure, function.Name, pause), _stopping.Token);
        }
        finally
        {
            if (statuses is not null)
            {
                await Keep(new TimerStatus(due, schedule.After(due) ?? DateTimeOffset.MaxValue, clock.GetUtcNow()));
            }
            _turn.Release();
        }
    }

    private async Task<TimerStatus> Keep(TimerStatus status)
    {
        await statuses!.Write(function.Name, status);
        return _status = status;
    }

    private static ScheduleStatus? Official(TimerStatus? status) => status is null ? null : new ScheduleStatus
    {
        Last = status.Last?.UtcDateTime ?? default,
        Next = status.Next.UtcDateTime,
        LastUpdated = status.Updated.UtcDateTime,
    };

    private static readonly IReadOnlyDictionary<string, object?> NoData = new Dictionary<string, object?>();

    [LoggerMessage(1, LogLevel.Error, "The timer function {Function} failed; it runs again at its next occurrence.")]
    private partial void LogFailure(Exception failure, string function);

    [LoggerMessage(2, LogLevel.Warning, "The timer function {Function} failed; it is tried again in {Pause}.")]
    private partial void LogRetry(Exception failure, string function, TimeSpan pause);
}
