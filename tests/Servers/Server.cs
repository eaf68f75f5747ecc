using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Serverless.Servers;

/// <summary>
/// A server that is none of ours, as a process on loopback; see <see cref="InstalledProgram"/> for where it is not installed.
/// </summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly Queue<string> _output = new();

    private Server(Process process)
    {
        _process = process;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The last lines that it printed.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <summary>Starts a program and waits until the port takes connections.</summary>
    /// <param name="program">Its name, as it is found in the path or in <c>.local/servers</c>.</param>
    /// <param name="port">Where it was told to listen.</param>
    /// <param name="arguments">What it is started with.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<Server> Start(string program, int port, IEnumerable<string> arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(InstalledProgram.Find(program), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var server = new Server(Process.Start(start)!);
        try
        {
            await server.UntilItListens(port, stop);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A port that nobody uses now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public async Task Kill()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Has it stand still, or go on: it keeps its connections, and answers nothing.</summary>
    public async Task StandStill(bool still)
    {
        using var signal = Process.Start("kill", [still ? "-STOP" : "-CONT", $"{_process.Id}"]);
        await signal.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }
        _process.Dispose();
    }

    private Task UntilItListens(int port, CancellationToken stop) => Until.True(
        async () => await TakesConnections(port, stop)
            || (_process.HasExited ? throw new InvalidOperationException($"The server ended with {_process.ExitCode}:\n{Output}") : false),
        evidence: () => Output);

    private static async Task<bool> TakesConnections(int port, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, stop);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            lock (_lock)
            {
                _output.Enqueue(text);
                while (_output.Count > 200)
                {
                    _output.Dequeue();
                }
            }
        }
    }
}
