namespace Serverless.Embedded.Queues.Account;

/// <summary>What this process knows of a queue that is kept elsewhere.</summary>
internal sealed class KnownQueue
{
    private int _changes;
    private volatile bool _mayHold = true;

    public QueueSignal Signal { get; } = new();

    /// <summary>Grows with everything that we put there.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>False once it was found empty and we put nothing there since.</summary>
    public bool MayHold => _mayHold;

    public void Changed()
    {
        _mayHold = true;
        Interlocked.Increment(ref _changes);
        Signal.Set();
    }

    /// <summary>So many messages were found by who saw this number of changes before looking.</summary>
    public void Found(int messages, int before)
    {
        _mayHold = messages > 0;
        if (Changes != before)
        {
            _mayHold = true;
        }
    }
}
