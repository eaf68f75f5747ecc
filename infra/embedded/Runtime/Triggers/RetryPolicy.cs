using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Serverless.Embedded.Host;

namespace Serverless.Embedded.Triggers;

/// <summary>How often, and after which pauses, a failed invocation is tried again in place.</summary>
internal sealed class RetryPolicy
{
    private readonly TimeSpan _first;
    private readonly TimeSpan _longest;

    private RetryPolicy(int maxRetryCount, TimeSpan first, TimeSpan longest)
    {
        MaxRetryCount = maxRetryCount;
        _first = first;
        _longest = longest;
    }

    /// <summary>-1 is unlimited.</summary>
    public int MaxRetryCount { get; }

    /// <summary>The function's retry attribute; null when it has none.</summary>
    /// <exception cref="BindingException">An interval cannot be read, or the attribute is of an unknown kind.</exception>
    public static RetryPolicy? Of(FunctionDescriptor function) => function.Retry switch
    {
        null => null,
        { MaxRetryCount: < -1 } => throw Invalid(function, "MaxRetryCount must be -1 (unlimited), 0 or more"),
        FixedDelayRetryAttribute @fixed => new(@fixed.MaxRetryCount, Interval(function, @fixed.DelayInterval), Interval(function, @fixed.DelayInterval)),
        ExponentialBackoffRetryAttribute growing => new(
            growing.MaxRetryCount, Interval(function, growing.MinimumInterval), Interval(function, growing.MaximumInterval)),
        var other => throw Invalid(function, $"{other.GetType().Name} is not a known retry attribute"),
    };

    /// <summary>For triggers that the official host does not retry in place: their source redelivers instead.</summary>
    /// <exception cref="BindingException">The function has a retry attribute.</exception>
    public static void Refuse(FunctionDescriptor function)
    {
        if (function.Retry is not null)
        {
            throw Invalid(function, "retry attributes have no effect on this trigger, whose source redelivers a failed message; remove the attribute");
        }
    }

    public bool Allows(int retry) => MaxRetryCount < 0 || retry <= MaxRetryCount;

    /// <summary>The pause before the given retry, of which the first is 1: doubles up to the longest.</summary>
    public TimeSpan Pause(int retry)
    {
        var pause = _first.Ticks * Math.Pow(2, Math.Min(retry - 1, 40));
        return pause < _longest.Ticks ? TimeSpan.FromTicks((long)pause) : _longest;
    }

    private static TimeSpan Interval(FunctionDescriptor function, string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval >= TimeSpan.Zero
            ? interval
            : throw Invalid(function, $"the retry interval '{text}' is not a time span such as 00:00:05");

    private static BindingException Invalid(FunctionDescriptor function, string reason) =>
        new(function.Name, function.TriggerParameter.Name!, reason);
}
