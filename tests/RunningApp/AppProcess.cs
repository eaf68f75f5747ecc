using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Serverless.RunningApp;

/// <summary>The built application, or another program of this repository, as a process of its own, as a user starts it.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private const int LinesKept = 200;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private AppProcess(Process process, int port)
    {
        _process = process;
        Port = port;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Where it answers.</summary>
    public int Port { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines that it printed: what a failure report needs.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Where a program of the repository was built as this one was: bin/Debug/net10.0, bin/Release/net10.0.</summary>
    /// <param name="project">Its folder, from the repository's root.</param>
    public static string Built(string project) => Path.Combine(
        RepositoryRoot.Folder, project,
        Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."), AppContext.BaseDirectory));

    /// <summary>Starts the application.</summary>
    /// <param name="data">The data folder, which outlives the process.</param>
    /// <param name="folder">Where the application is; where it was built when not given.</param>
    /// <param name="port">Where it answers; on any that is free when not given.</param>
    /// <param name="settings">Further settings.</param>
    public static AppProcess Start(
        string data, string? folder = null, int? port = null, IReadOnlyDictionary<string, string>? settings = null) =>
        Start("Serverless.Functions.dll", data, folder ?? Built("functions"), port ?? FreePort(), settings);

    /// <summary>Starts a program: it answers on the port, and keeps its data in the folder.</summary>
    public static AppProcess Start(
        string program, string data, string folder, int port, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", program, "--port", $"{port}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["Embedded__DataPath"] = data,
                // Whoever makes load is one caller: counted as any other, and never too much.
                ["RateLimits__Reads__PerSecond"] = "1000000",
                ["RateLimits__Reads__Burst"] = "1000000",
                ["RateLimits__Writes__PerSecond"] = "1000000",
                ["RateLimits__Writes__Burst"] = "1000000",
            },
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        return new(Process.Start(start)!, port);
    }

    /// <summary>A port that nobody uses now. Another process may take it before it is used; the start then fails and says so.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends it at once, as a power cut would: nothing is flushed, nothing is drained.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _output.Enqueue(text);
            while (_output.Count > LinesKept)
            {
                _output.TryDequeue(out _);
            }
        }
    }
}
