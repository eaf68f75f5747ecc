namespace Serverless.Embedded.Redis;

/// <summary>Commands on their way, and the replies as they come in.</summary>
internal sealed class RedisRequest(RedisCommand command)
{
    private readonly RedisReply[] _replies = new RedisReply[command.Count];
    private readonly TaskCompletionSource<RedisReply[]> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public ReadOnlyMemory<byte> Bytes => command.Bytes;

    public Task<RedisReply[]> Replies => _done.Task;

    /// <summary>Takes the next reply; true when it was the last one.</summary>
    public bool Take(RedisReply reply)
    {
        _replies[_count++] = reply;
        if (_count < _replies.Length)
        {
            return false;
        }
        if (_replies.OfType<RedisReply.Error>().FirstOrDefault() is { } error)
        {
            Fail(new RedisException($"The Redis server refused: {error.Text}"));
        }
        else
        {
            _done.TrySetResult(_replies);
        }
        return true;
    }

    public void Fail(RedisException failure)
    {
        _done.TrySetException(failure);
        _ = _done.Task.Exception; // Seen, also when nobody waits any more.
    }
}
