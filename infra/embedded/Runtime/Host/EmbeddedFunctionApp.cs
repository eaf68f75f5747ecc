using System.Reflection;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Embedded.Host;
using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded;

/// <summary>
/// A whole function app, run inside another process as its own <c>Main</c> runs it: for tests and tools. Unless the arguments
/// say otherwise it listens on a free port, keeps its data in memory, and has a Service Bus namespace to itself, so that any
/// number of them run side by side.
/// </summary>
public sealed class EmbeddedFunctionApp : IAsyncDisposable
{
    private static int s_count;

    private readonly FunctionsHost _host;
    private readonly Task _program;

    private EmbeddedFunctionApp(FunctionsHost host, Task program)
    {
        _host = host;
        _program = program;
    }

    /// <summary>Where the functions answer, such as <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri BaseAddress => new(_host.BaseAddress + "/");

    /// <summary>The services of the app.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Runs the entry point of a function app until its host has started.</summary>
    /// <param name="entryAssembly">The app.</param>
    /// <param name="args">Given to the app; <c>--Name=value</c> overrides every other source of settings.</param>
    /// <param name="configure">Runs when the app has configured its builder, before the host is built: what it registers wins.</param>
    /// <exception cref="Exception">What the app failed with before its host had started.</exception>
    public static Task<EmbeddedFunctionApp> StartAsync(
        Assembly entryAssembly, string[]? args = null, Action<FunctionsApplicationBuilder>? configure = null)
    {
        var main = entryAssembly.EntryPoint
            ?? throw new ArgumentException($"{entryAssembly.GetName().Name} has no entry point.", nameof(entryAssembly));
        return Start(
            new HostCapture { Application = entryAssembly, Configure = configure, Arguments = Defaults() },
            () => main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, main.GetParameters().Length == 0 ? null : [args ?? []], null));
    }

    /// <summary>Runs a program that is no assembly of its own.</summary>
    internal static Task<EmbeddedFunctionApp> StartAsync(
        Assembly functions, Action<string[]> program, string[]? args = null, Action<FunctionsApplicationBuilder>? configure = null, SettingsFiles? files = null) =>
        Start(
            new HostCapture { Application = functions, Configure = configure, Arguments = Defaults(), Files = files },
            () => program(args ?? []));

    /// <summary>Waits until nothing is left to do: no invocation runs, and no source holds anything that is due for its function.</summary>
    /// <param name="timeout">Real time, whatever the app's clock says; 30 seconds when not given.</param>
    /// <exception cref="TimeoutException">Something is still busy; the message names it.</exception>
    public Task WaitUntilIdle(TimeSpan? timeout = null) => Services.GetRequiredService<Quiet>().Wait(timeout ?? TimeSpan.FromSeconds(30));

    /// <summary>Stops the app as a signal would, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_program.IsCompleted)
        {
            Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        }
        await _program;
    }

    private static string[] Defaults() =>
    [
        "--port=0",
        "--Embedded:Data=memory",
        $"--ServiceBusConnection=Endpoint=sb://app-{Interlocked.Increment(ref s_count)}.embedded/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=embedded",
    ];

    private static async Task<EmbeddedFunctionApp> Start(HostCapture capture, Action program)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(capture, program, ended)) { IsBackground = true, Name = capture.Application.GetName().Name };
        thread.Start();
        return new(await capture.Started, ended.Task);
    }

    private static void Run(HostCapture capture, Action program, TaskCompletionSource ended)
    {
        HostCapture.Current = capture;
        try
        {
            program();
            capture.Ended(null);
            ended.SetResult();
        }
#pragma warning disable CA1031 // Whatever the program throws belongs to who started it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            capture.Ended(failure);
            ended.SetException(failure);
            _ = ended.Task.Exception;
        }
    }
}
