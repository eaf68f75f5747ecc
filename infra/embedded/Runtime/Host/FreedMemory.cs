using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Serverless.Embedded.Host;

/// <summary>
/// Gives memory that native code has freed back to the system, once a minute. The C library keeps it, for each thread apart: compiling in
/// the background alone leaves more than ten megabytes of it. Of the common libraries only GNU's can be asked.
/// </summary>
internal sealed class FreedMemory(TimeProvider clock) : IHostedService, IDisposable
{
    private const string Library = "libc.so.6";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (NativeLibrary.TryLoad(Library, out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out _))
        {
            _timer = clock.CreateTimer(static _ => GiveBack(keep: 0), null, Interval, Interval);
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    [DllImport(Library, EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void GiveBack(nuint keep);
}
