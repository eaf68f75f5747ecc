using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Serverless.Embedded.Redis;

/// <summary>
/// Keeps one connection open from the first command on. When it is lost, it is opened again: at once, then ever less often, with jitter,
/// so that many clients do not come back together. While the server cannot be reached, commands fail without waiting for it.
/// </summary>
internal sealed partial class RedisClient(RedisSettings settings, TimeProvider time, ILogger<RedisClient> log) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource<RedisConnection> _connection = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _keeping;

    /// <summary>Sends commands as one piece, and returns their replies.</summary>
    /// <exception cref="RedisException">The server cannot be reached, did not answer in time, or refused.</exception>
    public async Task<RedisReply[]> Send(RedisCommand command, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        var connection = await Connection(stop);
        return await connection.Send(command, settings.Timeout, stop);
    }

    public void Dispose() => _stop.Cancel();

    /// <summary>How long to wait before the next try: it doubles, and half of it is chance.</summary>
    /// <param name="failures">Tries that failed in a row.</param>
    /// <param name="chance">From 0 to 1.</param>
    internal static TimeSpan Pause(int failures, double chance)
    {
        var whole = Math.Min(LongestPause.TotalMilliseconds, FirstPause.TotalMilliseconds * Math.Pow(2, Math.Min(failures, 20)));
        return TimeSpan.FromMilliseconds(whole * (1 + chance) / 2);
    }

    private async ValueTask<RedisConnection> Connection(CancellationToken stop)
    {
        Task<RedisConnection> connection;
        lock (_lock)
        {
            _keeping ??= Task.Run(Keep, CancellationToken.None);
            connection = _connection.Task;
        }
        try
        {
            return await connection.WaitAsync(settings.Timeout, time, stop);
        }
        catch (TimeoutException late)
        {
            throw new RedisException($"The Redis server {settings.Host}:{settings.Port} could not be reached within {settings.Timeout.TotalMilliseconds:F0} ms.", late);
        }
    }

    private async Task Keep()
    {
        for (var failures = 0; !_stop.IsCancellationRequested;)
        {
            try
            {
                var connection = await RedisDoor.Open(settings, time, _stop.Token);
                await using var ends = _stop.Token.Register(() => connection.Close(new RedisException("The client stops.")));
                Publish(pending => pending.TrySetResult(connection));
                Connected(log, settings.Host, settings.Port);
                await Lives(connection);
                failures = 0;
                if (_stop.IsCancellationRequested)
                {
                    break;
                }
                Publish(null);
                Lost(log, settings.Host, settings.Port, (await connection.Over).Message);
            }
            catch (RedisException failure)
            {
                failures++;
                Publish(pending => pending.TrySetException(failure));
                if (failures == 1)
                {
                    Unreachable(log, failure.Message);
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                break;
            }
            await Task.Delay(Pause(failures, Chance()), time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        Publish(pending => pending.TrySetException(new ObjectDisposedException(nameof(RedisClient))));
    }

    /// <summary>Tries the connection whenever it was silent for long, until it is over.</summary>
    private async Task Lives(RedisConnection connection)
    {
        while (true)
        {
            try
            {
                await connection.Over.WaitAsync(settings.KeepAlive, time);
                return;
            }
            catch (TimeoutException)
            {
                await connection.Send(RedisCommand.Of("PING"), settings.Timeout, CancellationToken.None)
                    .ContinueWith(static ping => _ = ping.Exception, TaskScheduler.Default); // What is wrong ends the connection, with its reason.
            }
        }
    }

    /// <summary>Settles what commands wait for, or what they get: null makes the next ones wait again.</summary>
    private void Publish(Action<TaskCompletionSource<RedisConnection>>? settle)
    {
        lock (_lock)
        {
            if (_connection.Task.IsCompleted)
            {
                _connection = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            settle?.Invoke(_connection);
            _ = _connection.Task.IsFaulted ? _connection.Task.Exception : null; // Seen, also when nobody asks.
        }
    }

    private static double Chance() => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);

    [LoggerMessage(LogLevel.Information, "Connected to the Redis server {Host}:{Port}")]
    private static partial void Connected(ILogger log, string host, int port);

    [LoggerMessage(LogLevel.Warning, "The connection to the Redis server {Host}:{Port} was lost: {Reason}")]
    private static partial void Lost(ILogger log, string host, int port, string reason);

    [LoggerMessage(LogLevel.Warning, "{Reason}. It is tried again, ever less often")]
    private static partial void Unreachable(ILogger log, string reason);
}
