using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace Serverless.Adapters.Caching;

/// <summary>
/// The way to the cache. Nothing waits for it longer than <c>Cache__Timeout</c>, and while it fails, nothing waits at all: after some
/// failures it is left alone for a moment, and then tried by one.
/// </summary>
internal sealed partial class CacheGate
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private readonly IDistributedCache _cache;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly ResiliencePipeline _circuit;

    public CacheGate(IDistributedCache cache, IOptions<CacheOptions> options, TimeProvider time, ILogger<CacheGate> log)
    {
        (_cache, _time, _timeout) = (cache, time, options.Value.Timeout);
        _circuit = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 5,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = Moment,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is not (null or OperationCanceledException)),
                OnOpened = opened => Log(() => CacheFails(log, opened.Outcome.Exception?.Message, Moment)),
                OnClosed = _ => Log(() => CacheWorksAgain(log)),
            })
            .Build();
    }

    /// <summary>Asks something of the cache. Only the caller's own <paramref name="stop"/> throws.</summary>
    public async ValueTask<CacheOutcome> Pass(Func<IDistributedCache, Task> ask, CancellationToken stop)
    {
        var context = ResilienceContextPool.Shared.Get(stop);
        var outcome = await _circuit.ExecuteOutcomeAsync(static (context, state) => state.Gate.Ask(state.ask, context.CancellationToken), context, (Gate: this, ask));
        ResilienceContextPool.Shared.Return(context);
        stop.ThrowIfCancellationRequested();
        return outcome.Exception switch
        {
            null => CacheOutcome.Done,
            BrokenCircuitException => CacheOutcome.Skipped,
            _ => CacheOutcome.Failed,
        };
    }

    private async ValueTask<Outcome<bool>> Ask(Func<IDistributedCache, Task> ask, CancellationToken stop)
    {
        try
        {
            var asked = ask(_cache);
            await asked.WaitAsync(_timeout, _time, stop);
            return Outcome.FromResult(true);
        }
        catch (Exception failure)
        {
            return Outcome.FromException<bool>(failure);
        }
    }

    private static ValueTask Log(Action write)
    {
        write();
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(6011, LogLevel.Warning, "The cache fails ({Reason}): requests go on without it, and it is left alone for {Moment}")]
    private static partial void CacheFails(ILogger log, string? reason, TimeSpan moment);

    [LoggerMessage(6012, LogLevel.Information, "The cache works again")]
    private static partial void CacheWorksAgain(ILogger log);
}
