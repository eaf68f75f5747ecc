using Serverless.Embedded.Host;

namespace Serverless.Embedded.Triggers.ServiceBus;

/// <summary>
/// How many invocations of one function may still begin. Each HTTP request that goes first takes four of them away, down to one: a
/// burst of requests is answered, and the messages that it leaves behind are worked on as it ends.
/// </summary>
internal sealed class Slots : IDisposable
{
    private const int TakenByRequest = 4;

    private readonly Lock _lock = new();
    private readonly int _most;
    private readonly RequestsInFlight _requests;
    private TaskCompletionSource<int>? _waiter;
    private TaskCompletionSource? _emptying;
    private int _used;

    public Slots(int most, RequestsInFlight requests)
    {
        (_most, _requests) = (most, requests);
        requests.Fewer += Serve;
    }

    /// <summary>Takes all that are free, and waits until there is one. One caller at a time.</summary>
    public async Task<int> Take(CancellationToken stop)
    {
        TaskCompletionSource<int> waiter;
        lock (_lock)
        {
            if (TakeFree() is > 0 and var free)
            {
                return free;
            }
            waiter = _waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            // Whoever makes room now either sees the waiter or is seen here.
            Interlocked.MemoryBarrier();
            if (TakeFree() is > 0 and var freed)
            {
                _waiter = null;
                return freed;
            }
        }
        await using var stopping = stop.UnsafeRegister(static (state, token) => ((TaskCompletionSource<int>)state!).TrySetCanceled(token), waiter);
        return await waiter.Task;
    }

    public void Release(int count)
    {
        lock (_lock)
        {
            _used -= count;
            if (_used == 0)
            {
                _emptying?.TrySetResult();
            }
        }
        Serve();
    }

    /// <summary>Completes when none is taken. Nobody may take one any more.</summary>
    public Task Empty()
    {
        lock (_lock)
        {
            _emptying = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_used == 0)
            {
                _emptying.SetResult();
            }
            return _emptying.Task;
        }
    }

    public void Dispose() => _requests.Fewer -= Serve;

    private void Serve()
    {
        if (Volatile.Read(ref _waiter) is null)
        {
            return;
        }
        lock (_lock)
        {
            if (_waiter is { } waiter && TakeFree() is > 0 and var free)
            {
                _waiter = null;
                if (!waiter.TrySetResult(free))
                {
                    _used -= free;
                }
            }
        }
    }

    private int TakeFree()
    {
        var free = Math.Max(1, _most - TakenByRequest * _requests.First) - _used;
        if (free > 0)
        {
            _used += free;
        }
        return free;
    }
}
