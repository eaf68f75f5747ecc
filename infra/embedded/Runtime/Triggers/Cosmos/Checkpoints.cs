namespace Serverless.Embedded.Triggers.Cosmos;

/// <summary>
/// Writes how far one lease's feed has been processed, beside the processing and not between the batches: a write to the lease
/// covers every batch that ended before it, and while batches keep coming there is one per interval. After a crash the feed
/// goes on from the last write, so a batch may be seen again, as at-least-once delivery allows.
/// </summary>
internal sealed class Checkpoints(TimeProvider clock, TimeSpan interval, Action<Exception> failed)
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _hurry = new();
    private Func<Task>? _next;
    private Task? _writing;
    private Exception? _failure;

    /// <summary>A batch has ended; <paramref name="checkpoint"/> says so to the lease.</summary>
    /// <exception cref="InvalidOperationException">The last write failed: the lease may belong to another instance by now.</exception>
    public void Reached(Func<Task> checkpoint)
    {
        lock (_gate)
        {
            if (_failure is { } failure)
            {
                _failure = null;
                throw new InvalidOperationException("The lease could not be written; its feed is taken up again from the last checkpoint.", failure);
            }
            _next = checkpoint;
            _writing ??= Task.Run(Write);
        }
    }

    /// <summary>True when every batch that has ended is written.</summary>
    public bool IsSettled
    {
        get
        {
            lock (_gate)
            {
                return _next is null && _writing is null;
            }
        }
    }

    /// <summary>Writes what is outstanding at once, and from now on without a pause.</summary>
    public async Task Flush()
    {
        await _hurry.CancelAsync();
        Task? writing;
        lock (_gate)
        {
            writing = _writing;
        }
        await (writing ?? Task.CompletedTask);
    }

    private async Task Write()
    {
        while (Take() is { } checkpoint)
        {
            try
            {
                await checkpoint();
            }
#pragma warning disable CA1031 // The next batch of this lease hears of it, whatever it was.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failed(failure);
                lock (_gate)
                {
                    _failure = failure;
                }
            }
            await Task.Delay(interval, clock, _hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Func<Task>? Take()
    {
        lock (_gate)
        {
            var next = _next;
            _next = null;
            if (next is null)
            {
                _writing = null;
            }
            return next;
        }
    }
}
