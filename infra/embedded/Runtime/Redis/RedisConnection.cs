using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Threading.Channels;

namespace Serverless.Embedded.Redis;

/// <summary>
/// One connection that many share: commands are written as they come, whatever came together as one piece, and the replies, which come in
/// the same order, go to those who wait. When anything is wrong with it, all of them fail and it is over.
/// </summary>
internal sealed class RedisConnection
{
    // More would only make them all late.
    private const int MostWaiting = 20_000;
    private const int LargestPiece = 64 * 1024;

    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<RedisRequest> _unanswered = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<RedisRequest> _waiting = Channel.CreateBounded<RedisRequest>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private RedisException? _failure;
    private long _heardAt;

    public RedisConnection(Stream stream, TimeProvider time)
    {
        (_stream, _time, _heardAt) = (stream, time, time.GetTimestamp());
        Over = Run();
    }

    /// <summary>Ends, with the reason, when the connection does.</summary>
    public Task<RedisException> Over { get; }

    /// <summary>Sends commands, and returns their replies.</summary>
    /// <exception cref="RedisException">The server refused one, or did not answer in time, or the connection is over.</exception>
    public async Task<RedisReply[]> Send(RedisCommand command, TimeSpan timeout, CancellationToken stop)
    {
        var request = new RedisRequest(command);
        if (!_waiting.Writer.TryWrite(request))
        {
            throw new RedisException(_failure?.Message ?? "Too many commands wait for the Redis server.");
        }
        var sentAt = _time.GetTimestamp();
        try
        {
            return await request.Replies.WaitAsync(timeout, _time, stop);
        }
        catch (TimeoutException)
        {
            var failure = new RedisException($"The Redis server did not answer within {timeout.TotalMilliseconds:F0} ms.");
            if (Volatile.Read(ref _heardAt) < sentAt)
            {
                Close(failure); // Not one byte since: it is stuck, or gone without a word.
            }
            throw failure;
        }
    }

    /// <summary>Ends the connection; those who wait on it fail so.</summary>
    public void Close(RedisException reason)
    {
        Interlocked.CompareExchange(ref _failure, reason, null);
        _waiting.Writer.TryComplete();
        _stop.Cancel();
    }

    private async Task<RedisException> Run()
    {
        await Task.WhenAll(Guard(Write), Guard(Read));
        await _stream.DisposeAsync();
        var failure = _failure!;
        while (_unanswered.TryDequeue(out var request) || _waiting.Reader.TryRead(out request))
        {
            request.Fail(failure);
        }
        return failure;
    }

    private async Task Guard(Func<CancellationToken, Task> loop)
    {
        await Task.Yield();
        try
        {
            await loop(_stop.Token);
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested)
        {
            Close(failure as RedisException ?? new RedisException($"The connection to the Redis server broke: {failure.Message}", failure));
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // Why it ends is known already.
        }
    }

    private async Task Write(CancellationToken stop)
    {
        var piece = new ArrayBufferWriter<byte>(LargestPiece);
        while (await _waiting.Reader.WaitToReadAsync(stop))
        {
            while (piece.WrittenCount < LargestPiece && _waiting.Reader.TryRead(out var request))
            {
                _unanswered.Enqueue(request);
                piece.Write(request.Bytes.Span);
            }
            await _stream.WriteAsync(piece.WrittenMemory, stop);
            piece.ResetWrittenCount();
        }
    }

    private async Task Read(CancellationToken stop)
    {
        var pipe = PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true));
        while (true)
        {
            var read = await pipe.ReadAsync(stop);
            Volatile.Write(ref _heardAt, _time.GetTimestamp());
            var received = read.Buffer;
            while (RedisReplyReader.TryRead(ref received, out var reply))
            {
                Hand(reply);
            }
            pipe.AdvanceTo(received.Start, received.End);
            if (read.IsCompleted)
            {
                throw new RedisException("The Redis server closed the connection.");
            }
        }
    }

    private void Hand(RedisReply reply)
    {
        if (!_unanswered.TryPeek(out var request))
        {
            throw new RedisException("The Redis server sent what nobody asked for.");
        }
        if (request.Take(reply))
        {
            _unanswered.TryDequeue(out _);
        }
    }
}
