namespace Serverless.Embedded.Host.Sharing;

/// <summary>
/// A guest's requests to the host: none begins between the end of one host and the next, and a host that ends in order waits until none is
/// under way.
/// </summary>
internal sealed class Traffic
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _resumed = New();
    private TaskCompletionSource? _empty;
    private int _underWay;
    private bool _halted;

    /// <summary>Completes when there is another host than there was when this was asked.</summary>
    public Task NextHost => Volatile.Read(ref _resumed).Task;

    /// <summary>False while there is no host.</summary>
    public bool TryBegin()
    {
        lock (_gate)
        {
            _underWay += _halted ? 0 : 1;
            return !_halted;
        }
    }

    public void End()
    {
        lock (_gate)
        {
            if (--_underWay == 0)
            {
                _empty?.TrySetResult();
            }
        }
    }

    /// <summary>Lets no request begin; completes when none is under way.</summary>
    public Task Halt()
    {
        lock (_gate)
        {
            _halted = true;
            _empty = New();
            if (_underWay == 0)
            {
                _empty.SetResult();
            }
            return _empty.Task;
        }
    }

    /// <summary>There is a host again.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _halted = false;
        }
        Interlocked.Exchange(ref _resumed, New()).SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
