using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Serverless.RunningApp;

/// <summary>The built application as a process of its own, as a user starts it.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private const int LinesKept = 200;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private AppProcess(Process process, int port, int providerPort)
    {
        _process = process;
        (Port, ProviderPort) = (port, providerPort);
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where the application was built as this program was: bin/Debug/net10.0, bin/Release/net10.0.</summary>
    private static string Built { get; } = Path.Combine(
        RepositoryRoot.Folder, "functions",
        Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."), AppContext.BaseDirectory));

    public int Id => _process.Id;

    /// <summary>Where the functions answer.</summary>
    public int Port { get; }

    /// <summary>Where the payment provider and its ledger answer; 0 when it was not asked for.</summary>
    public int ProviderPort { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines that it printed: what a failure report needs.</summary>
    public string Output => string.Join('\n', _output);

    /// <param name="data">The data folder, which outlives the process.</param>
    /// <param name="withProvider">Whether the provider gets a port, too.</param>
    /// <param name="folder">Where the application is; where it was built when not given.</param>
    public static AppProcess Start(string data, bool withProvider, string? folder = null)
    {
        var (port, providerPort) = (FreePort(), withProvider ? FreePort() : 0);
        var start = new ProcessStartInfo("dotnet", ["exec", "Serverless.Functions.dll", "--port", $"{port}"])
        {
            WorkingDirectory = folder ?? Built,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["Embedded__DataPath"] = data },
        };
        if (withProvider)
        {
            start.Environment["Embedded__PaymentProviderPort"] = $"{providerPort}";
        }
        return new(Process.Start(start)!, port, providerPort);
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
