using System.Diagnostics;

namespace Serverless.Embedded.Host.Tests;

/// <summary>The sample app as a process of its own.</summary>
internal sealed class AppProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AppProcess(TemporaryFolder folder, params string[] args)
        : this(folder, default, args)
    {
    }

    public AppProcess(TemporaryFolder folder, (string? Name, string Value) variable, params string[] args)
    {
        _process = new()
        {
            StartInfo = new(Environment.ProcessPath!, [.. Host(), "app", .. args])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder.Path,
            },
        };
        if (variable.Name is { } name)
        {
            _process.StartInfo.Environment[name] = variable.Value;
        }
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        Error = _process.StandardError.ReadToEndAsync();
    }

    public Task<string> Error { get; }

    /// <summary>Where it answers, once it says so.</summary>
    public Task<string> Address => _address.Task;

    public async Task<int> Exit()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Interrupt() => Process.Start("kill", ["-TERM", $"{_process.Id}"]).Dispose();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    // Under `dotnet test` this process is dotnet itself, else it is the test program.
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(AppProcess).Assembly.Location] : [];

    private void Read(string? line)
    {
        const string listening = "Listening on ";
        if (line is null)
        {
            _address.TrySetException(new InvalidOperationException("The app ended."));
        }
        if (line?.StartsWith(listening, StringComparison.Ordinal) == true)
        {
            _address.TrySetResult(line[listening.Length..]);
        }
    }
}
