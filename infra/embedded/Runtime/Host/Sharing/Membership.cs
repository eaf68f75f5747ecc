using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Host.Services;
using Serverless.Embedded.Storage;

namespace Serverless.Embedded.Host.Sharing;

/// <summary>
/// This process among those that share a data folder. Who has the folder's lock is the host: it opens the data, and serves it to the others,
/// its guests. When it ends, however that happens, one of the guests takes the lock and is the host from then on.
/// </summary>
internal sealed partial class Membership(
    DataFolder folder, Database database, EmbeddedServices services, IHostApplicationLifetime life, ILoggerFactory logs, ILogger<Membership> log)
    : IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _staying = new();
    private HostConnection? _connection;
    private Presence? _host;
    private Reception? _reception;
    private ServiceServer? _server;
    private Task _watching = Task.CompletedTask;

    /// <summary>False for a guest, until it becomes the host.</summary>
    public bool IsHost { get; private set; }

    /// <summary>Finds out who hosts the services: this process, which then has the data open, or another, whose services are then joined.</summary>
    /// <exception cref="DataFileException">The data cannot be used, or the process that uses it cannot be joined.</exception>
    public async Task Join(CancellationToken stop)
    {
        if (folder.Path is not { } path)
        {
            Open(DataFile.Temporary());
            return;
        }
        var began = TimeProvider.System.GetTimestamp();
        var told = false;
        while (!TryOpen(path))
        {
            _connection ??= new(path, ServiceSocket.In(path) ?? throw ServiceSocket.TooLong(path));
            if (await TryGreet(stop))
            {
                await services.Join(_connection);
                return;
            }
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw DataLock.Taken(path);
            }
            if (!told)
            {
                told = true;
                LogWaiting(path);
            }
            await Task.Delay(LookAgain, TimeProvider.System, stop);
        }
    }

    /// <summary>The host's services are open: from now on it answers the others.</summary>
    public async Task Serve()
    {
        if (folder.Path is { } path && ServiceSocket.In(path) is { } socket)
        {
            _reception = new(services.Directory);
            _server = await ServiceServer.On(socket, _reception.Answer, logs);
        }
        _connection?.Traffic.Resume();
    }

    /// <summary>A guest waits for the host's end, and does <paramref name="promoted"/> once it has the data open in its place.</summary>
    public void Watch(Func<Task> promoted) => _watching = Task.Run(() => WaitForTurn(promoted));

    /// <summary>A guest does not become the host any more.</summary>
    public async Task Stay()
    {
        await _staying.CancelAsync();
        await _watching;
    }

    /// <summary>Answers no other process any more; what these are waiting for is answered first. The data stays open.</summary>
    public async Task Leave()
    {
        await Stay();
        services.EndWaits();
        await (_reception?.Close() ?? Task.CompletedTask);
        _reception = null;
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Leave();
        _host?.Dispose();
        _connection?.Dispose();
    }

    private async Task WaitForTurn(Func<Task> promoted)
    {
        try
        {
            await UntilHostEnds();
            while (!TryOpen(folder.Path!))
            {
                if (await TryGreet(_staying.Token))
                {
                    _connection!.Traffic.Resume();
                    await UntilHostEnds();
                }
                await Task.Delay(LookAgain, TimeProvider.System, _staying.Token);
            }
            LogTurn(folder.Path!);
            await promoted();
        }
        catch (OperationCanceledException) when (_staying.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // Without the data this process is of no use, whatever the reason: another may have more luck.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogLost(failure, folder.Path!);
            life.StopApplication();
        }
    }

    private async Task<bool> TryGreet(CancellationToken stop)
    {
        _host = await _connection!.Greet(stop);
        return _host is not null;
    }

    private async Task UntilHostEnds()
    {
        using var host = _host!;
        var inOrder = await host.End(_staying.Token);
        var empty = _connection!.Traffic.Halt();
        if (inOrder)
        {
            await empty.WaitAsync(_staying.Token);
        }
    }

    private bool TryOpen(string path)
    {
        if (DataLock.TryTake(path) is not { } @lock)
        {
            return false;
        }
        Open(DataFile.Open(@lock));
        return true;
    }

    private void Open(DataFile file)
    {
        database.Open(file);
        IsHost = true;
    }

    [LoggerMessage(1, LogLevel.Information, "The process that hosted the services of {Folder} has ended: this one hosts them now.")]
    private partial void LogTurn(string folder);

    [LoggerMessage(2, LogLevel.Critical, "The services of {Folder} are lost to this process, which ends.")]
    private partial void LogLost(Exception failure, string folder);

    [LoggerMessage(3, LogLevel.Information, "Another process has {Folder} open, and does not share it yet: waiting for it.")]
    private partial void LogWaiting(string folder);
}
