using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Triggers.Timers;

/// <summary>Timer triggers.</summary>
internal sealed class TimerTriggerExtension(
    IFunctionInvoker invoker, BindingSettings settings, Database database, IConfiguration configuration, TimeProvider clock,
    ILoggerFactory logs)
    : ITriggerExtension
{
    private readonly TimerStatusStore _statuses = new(database);

    public bool Handles(TriggerBindingAttribute trigger) => trigger is TimerTriggerAttribute;

    public ITriggerListener Listen(FunctionDescriptor function)
    {
        var trigger = (TimerTriggerAttribute)function.Trigger;
        var parameter = function.TriggerParameter;
        if (parameter.ParameterType != typeof(TimerInfo))
        {
            throw new BindingException(function.Name, parameter.Name!, $"a timer is bound to TimerInfo, not to {parameter.ParameterType}");
        }
        if (configuration["WEBSITE_TIME_ZONE"] is { Length: > 0 } and not "UTC")
        {
            throw new BindingException(function.Name, parameter.Name!, "WEBSITE_TIME_ZONE is not supported by the embedded runtime: timers run in UTC");
        }
        var text = settings.Expand(function.Name, parameter.Name!, trigger.Schedule);
        var schedule = Schedule.Parse(text) ?? throw new BindingException(function.Name, parameter.Name!,
            $"the schedule '{text}' is neither an NCRONTAB expression of five or six fields nor a time span");
        var statuses = trigger.UseMonitor && !schedule.IsFrequent(clock.GetUtcNow()) ? _statuses : null;
        var log = logs.CreateLogger(function.LogCategory);
        return new TimerListener(function, schedule, trigger.RunOnStartup, text, statuses, RetryPolicy.Of(function), invoker, clock, log);
    }
}
