using Microsoft.Azure.Functions.Worker;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Triggers.Tests.Timers;

public sealed class When_time_passes
{
    public sealed class FiveMinutes(Calls calls)
    {
        [Function("FiveMinutes")]
        public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer) => calls.With(timer);
    }

    public sealed class FiveFields(Calls calls)
    {
        [Function("FiveFields")]
        public Task Run([TimerTrigger("*/5 * * * *")] TimerInfo timer) => calls.With(timer);
    }

    public sealed class ASpan(Calls calls)
    {
        [Function("ASpan")]
        public Task Run([TimerTrigger("%Every%")] TimerInfo timer) => calls.With(timer);
    }

    public sealed class AtStart(Calls calls)
    {
        [Function("AtStart")]
        public Task Run([TimerTrigger("0 0 0 * * *", RunOnStartup = true)] TimerInfo timer) => calls.With(timer);
    }

    public sealed class Seconds(Calls calls)
    {
        [Function("Seconds")]
        public Task Run([TimerTrigger("*/10 * * * * *")] TimerInfo timer) => calls.With(timer);
    }

    public sealed class Retried(Calls calls)
    {
        [Function("Retried"), FixedDelayRetry(2, "00:00:07")]
        public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, FunctionContext context) => calls.With(context.RetryContext.RetryCount);
    }

    private readonly TimerClock _clock = new();

    [Fact]
    public async Task A_function_runs_at_each_occurrence_and_not_before()
    {
        await using var host = await Start<FiveMinutes>();

        await Pass(TimeSpan.FromMinutes(5), just: TimeSpan.FromSeconds(299));
        Assert.Equal(0, host.Calls.Count);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var first = await host.Calls.Next<TimerInfo>();
        await Pass(TimeSpan.FromMinutes(5));
        var second = await host.Calls.Next<TimerInfo>();

        Assert.Equal((false, false), (first.IsPastDue, second.IsPastDue));
        Assert.Equal(At(12, 5), first.ScheduleStatus!.Next);
        Assert.Equal((At(12, 5), At(12, 10)), (second.ScheduleStatus!.Last, second.ScheduleStatus.Next));
    }

    [Fact]
    public async Task Five_fields_have_no_seconds()
    {
        await using var host = await Start<FiveFields>();

        await Pass(TimeSpan.FromMinutes(5));

        Assert.Equal(At(12, 5), (await host.Calls.Next<TimerInfo>()).ScheduleStatus!.Next);
    }

    [Fact]
    public async Task A_time_span_from_a_setting_is_an_interval()
    {
        await using var host = await Start<ASpan>("Every=02:00:00");

        await Pass(TimeSpan.FromHours(2));

        await host.Calls.Next<TimerInfo>();
        Assert.Equal("timerTrigger 02:00:00", host.Listener("ASpan").Description);
    }

    [Fact]
    public async Task A_function_may_run_at_the_start_too()
    {
        await using var host = await Start<AtStart>();

        Assert.False((await host.Calls.Next<TimerInfo>()).IsPastDue);
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_schedule_that_runs_more_than_once_a_minute()
    {
        await using var host = await Start<Seconds>();

        await Pass(TimeSpan.FromSeconds(10));

        Assert.Null((await host.Calls.Next<TimerInfo>()).ScheduleStatus);
    }

    [Fact]
    public async Task An_occurrence_that_was_missed_runs_at_the_next_start_as_past_due()
    {
        var folder = Directory.CreateTempSubdirectory("timers-").FullName;
        await using (await TriggerHost.StartOn<FiveMinutes>(folder, _clock))
        {
        }
        _clock.Advance(TimeSpan.FromMinutes(12));

        await using var host = await TriggerHost.StartOn<FiveMinutes>(folder, _clock);

        Assert.True((await host.Calls.Next<TimerInfo>()).IsPastDue);
        await host.UntilIdle();
        Assert.Equal(1, host.Calls.Count);
    }

    [Fact]
    public async Task Nothing_was_missed_before_the_next_occurrence()
    {
        var folder = Directory.CreateTempSubdirectory("timers-").FullName;
        await using (await TriggerHost.StartOn<FiveMinutes>(folder, _clock))
        {
        }
        _clock.Advance(TimeSpan.FromSeconds(223));

        await using var host = await TriggerHost.StartOn<FiveMinutes>(folder, _clock);
        await Pass(TimeSpan.FromSeconds(77));

        Assert.False((await host.Calls.Next<TimerInfo>()).IsPastDue);
    }

    [Fact]
    public async Task An_occurrence_that_falls_into_a_run_is_skipped()
    {
        await using var host = await Start<FiveMinutes>();
        var gate = new TaskCompletionSource();
        host.Calls.Then = _ => gate.Task;

        await Pass(TimeSpan.FromMinutes(5));
        await host.Calls.Next<TimerInfo>();
        _clock.Advance(TimeSpan.FromMinutes(7));
        gate.SetResult();
        await _clock.UntilWaitedFor(TimeSpan.FromMinutes(3));

        Assert.Equal(1, host.Calls.Count);
    }

    [Fact]
    public async Task A_failure_does_not_stop_the_timer()
    {
        await using var host = await Start<FiveMinutes>();
        host.Calls.FailFirst(1);

        await Pass(TimeSpan.FromMinutes(5));
        await host.Calls.Next<TimerInfo>();
        await Pass(TimeSpan.FromMinutes(5));

        await host.Calls.Next<TimerInfo>();
    }

    [Fact]
    public async Task A_failure_is_tried_again_as_the_retry_attribute_says()
    {
        await using var host = await Start<Retried>();
        host.Calls.FailFirst(99);

        await Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await host.Calls.Next<int>());
        await Pass(TimeSpan.FromSeconds(7));
        Assert.Equal(1, await host.Calls.Next<int>());
        await Pass(TimeSpan.FromSeconds(7));
        Assert.Equal(2, await host.Calls.Next<int>());

        await _clock.UntilWaitedFor(TimeSpan.FromSeconds(300 - 14));
    }

    private Task<TriggerHost> Start<TFunctions>(params string[] settings) => TriggerHost.Start<TFunctions>(_clock, Database.InMemory(), settings);

    private async Task Pass(TimeSpan due, TimeSpan? just = null)
    {
        await _clock.UntilWaitedFor(due);
        _clock.Advance(just ?? due);
    }

    private static DateTime At(int hour, int minute) => new(2026, 3, 1, hour, minute, 0, DateTimeKind.Utc);
}
