using System.Reflection;
using Microsoft.Azure.Functions.Worker.Builder;
using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Host;

/// <summary>
/// Set while a program's entry point is run inside another process: hands over the host that the program builds, and has
/// failures thrown to who waits for it instead of ending the process.
/// </summary>
internal sealed class HostCapture
{
    private static readonly AsyncLocal<HostCapture?> s_current = new();

    private readonly TaskCompletionSource<FunctionsHost> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FunctionsHost? _offered;

    /// <summary>That of the program which runs on this flow of execution; null when it is a process of its own.</summary>
    public static HostCapture? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    public required Assembly Application { get; init; }

    /// <summary>Stand before the program's own arguments.</summary>
    public string[] Arguments { get; init; } = [];

    public SettingsFiles? Files { get; init; }

    /// <summary>Runs after the program has configured its builder.</summary>
    public Action<FunctionsApplicationBuilder>? Configure { get; init; }

    /// <summary>The host once it has started; fails with what kept it from starting.</summary>
    public Task<FunctionsHost> Started => _started.Task;

    public void Offer(FunctionsHost host) => _offered = host;

    public void HasStarted(FunctionsHost host) => _started.TrySetResult(host);

    /// <summary>The program ended: by itself when <paramref name="failure"/> is null.</summary>
    public void Ended(Exception? failure) => _started.TrySetException(failure ?? new InvalidOperationException(
        _offered is null ? $"{Application.GetName().Name} ended without building a host."
            : $"{Application.GetName().Name} ended without running its host."));
}
