using System.Net;
using Microsoft.Azure.Cosmos;

namespace Serverless.Embedded.Triggers.Cosmos;

/// <summary>
/// Writes how far one lease's feed has been processed, beside the processing and not between the batches: a write to the lease
/// covers every batch that ended before it, and while batches keep coming there is one per interval. After a crash the feed
/// goes on from the last write, so a batch may be seen again, as at-least-once delivery allows.
/// </summary>
internal sealed class Checkpoints(TimeProvider clock, TimeSpan interval, Action<Exception> failed)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _hurry = new();
    private Func<Task>? _next;
    private Task? _writing;
    private CosmosException? _lost;

    /// <summary>A batch has ended; <paramref name="checkpoint"/> says so to the lease.</summary>
    /// <exception cref="InvalidOperationException">The lease belongs to another instance by now.</exception>
    public void Reached(Func<Task> checkpoint)
    {
        lock (_gate)
        {
            if (_lost is { } failure)
            {
                _lost = null;
                throw new InvalidOperationException("The lease was lost; its feed goes on from the last checkpoint, wherever it is owned now.", failure);
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
            catch (CosmosException failure) when (failure.StatusCode == HttpStatusCode.PreconditionFailed)
            {
                failed(failure);
                lock (_gate)
                {
                    _lost = failure;
                }
            }
#pragma warning disable CA1031 // Whatever it was, a later write covers this one.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failed(failure);
                Again(checkpoint);
                await Task.Delay(PauseAfterFailure, clock, _hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            await Task.Delay(interval, clock, _hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Again(Func<Task> checkpoint)
    {
        lock (_gate)
        {
            _next ??= _hurry.IsCancellationRequested ? null : checkpoint;
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
