using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace Serverless.Adapters.Payments;

/// <summary>
/// Lets requests to the provider through, so many at a time, and none while it fails. What is not let through was not sent, so its
/// message waits on the bus and no function instance waits with it. Lost answers, server errors and refused connections count as failures.
/// A 4xx does not: the provider works, and a 429 asks each caller to wait, which the wait on the bus already does.
/// </summary>
internal sealed partial class ProviderGate : IDisposable
{
    // When nothing is free, something will soon be.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly SemaphoreSlim _places;
    private readonly ResiliencePipeline _circuit;
    private readonly TimeSpan _break;
    private readonly Counter<long> _heldBack;

    public ProviderGate(IOptions<PaymentProviderOptions> options, TimeProvider time, IMeterFactory meters, ILogger<ProviderGate> log)
    {
        var meter = meters.Create("Serverless.PaymentProvider");
        meter.CreateObservableGauge(
            "payment_provider.circuit.state", () => (int)_state.CircuitState, null, "0 closed, 1 open, 2 tried with one request, 3 held open.");
        _heldBack = meter.CreateCounter<long>(
            "payment_provider.requests.held_back", "{request}", "Requests that were not sent, as the circuit was open or too many were under way.");
        var settings = options.Value.CircuitBreaker;
        _places = new(options.Value.MaxConcurrency);
        _break = settings.Break;
        _circuit = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = settings.FailureRatio,
                MinimumThroughput = settings.MinimumRequests,
                SamplingDuration = settings.Sampling,
                BreakDuration = settings.Break,
                StateProvider = _state,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is IProviderFailure),
                OnOpened = _ => Log(() => CircuitOpened(log, settings.Break)),
                OnHalfOpened = _ => Log(() => CircuitTried(log)),
                OnClosed = _ => Log(() => CircuitClosed(log)),
            })
            .Build();
    }

    /// <summary>False while the provider is left alone, or tried with one request.</summary>
    public bool IsClosed => _state.CircuitState == CircuitState.Closed;

    public async Task<StripeAnswer<T>> Pass<T>(Func<CancellationToken, Task<StripeAnswer<T>>> send, CancellationToken stop)
    {
        if (!_places.Wait(0, CancellationToken.None))
        {
            _heldBack.Add(1, new KeyValuePair<string, object?>("reason", "busy"));
            return new StripeAnswer<T>.NotSent("Too many requests are under way.", Soon);
        }
        try
        {
            return await _circuit.ExecuteAsync(static async (send, stop) => await send(stop), send, stop);
        }
        catch (BrokenCircuitException open)
        {
            _heldBack.Add(1, new KeyValuePair<string, object?>("reason", "circuit_open"));
            return new StripeAnswer<T>.NotSent("The provider fails, and is left alone for a while.", open.RetryAfter ?? _break);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new StripeAnswer<T>.NotSent("stopping");
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private static ValueTask Log(Action write)
    {
        write();
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(3001, LogLevel.Error, "The payment provider fails: it is left alone for {Break}")]
    private static partial void CircuitOpened(ILogger log, TimeSpan @break);

    [LoggerMessage(3002, LogLevel.Information, "The payment provider is tried with one request")]
    private static partial void CircuitTried(ILogger log);

    [LoggerMessage(3003, LogLevel.Information, "The payment provider works again")]
    private static partial void CircuitClosed(ILogger log);
}
