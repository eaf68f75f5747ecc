using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Serverless.Embedded.Host;

/// <summary>Every function of the host, and the listeners of those that have one.</summary>
internal sealed partial class RunningFunctions(FunctionIndex index, Activity activity, ILogger<RunningFunctions> log) : IDisposable
{
    private readonly Dictionary<FunctionDescriptor, ITriggerListener> _listeners = new(ReferenceEqualityComparer.Instance);
    private readonly CancellationTokenSource _stopping = new();

    public IReadOnlyList<FunctionDescriptor> All => index.Functions;

    public FunctionDescriptor? Find(string name) => index.Find(name);

    public ITriggerListener? Listener(FunctionDescriptor function) => _listeners.GetValueOrDefault(function);

    /// <summary>Makes the listener of each function that is not HTTP; a disabled one has one too, never started.</summary>
    /// <exception cref="BindingException">A function cannot be bound.</exception>
    public void Bind(IReadOnlyList<ITriggerExtension> extensions)
    {
        foreach (var function in All.Where(function => function.Trigger is not HttpTriggerAttribute))
        {
            _listeners.Add(function, ITriggerExtension.For(function, extensions).Listen(function));
        }
    }

    /// <summary>Starts what every instance of the app reads.</summary>
    public Task Start(CancellationToken stop) =>
        Task.WhenAll(Enabled().Where(listener => !listener.IsSingleton).Select(listener => listener.Start(stop)));

    /// <summary>Starts what one instance alone reads.</summary>
    public Task StartSingletons(CancellationToken stop) =>
        Task.WhenAll(Enabled().Where(listener => listener.IsSingleton).Select(listener => listener.Start(stop)));

    /// <summary>Takes nothing new from any source, and returns once all that is in flight has ended.</summary>
    public async Task Drain(CancellationToken stop)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(Enabled().Select(listener => listener.Drain(stop)));
    }

    /// <summary>What is not idle, in words; empty when all is.</summary>
    public IReadOnlyList<string> Busy()
    {
        var busy = new List<string>();
        if (activity.Running is > 0 and var running)
        {
            busy.Add($"invocations in flight: {running}");
        }
        foreach (var (function, listener) in _listeners)
        {
            if (!function.Disabled && !listener.IsIdle)
            {
                busy.Add($"{function.Name} ({listener.Description})");
            }
        }
        return busy;
    }

    /// <summary>Runs a function by hand, in the background.</summary>
    public void RunOnce(FunctionDescriptor function, Func<Task> run) => _ = Observed(function, run);

    public Task InvokeWith(FunctionDescriptor function, string input) => _listeners[function].InvokeWith(input, _stopping.Token);

    public void Dispose() => _stopping.Dispose();

    private IEnumerable<ITriggerListener> Enabled() => _listeners.Where(pair => !pair.Key.Disabled).Select(pair => pair.Value);

    private async Task Observed(FunctionDescriptor function, Func<Task> run)
    {
        using var running = activity.Begin();
        try
        {
            await run();
        }
#pragma warning disable CA1031 // Nobody waits for a run by hand: what it throws is logged.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failed(log, function.Name, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Function {Name}, run by hand, failed.")]
    private static partial void Failed(ILogger log, string name, Exception failure);
}
