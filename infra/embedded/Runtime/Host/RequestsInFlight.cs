namespace Serverless.Embedded.Host;

/// <summary>
/// Counts the HTTP requests that functions are answering. Somebody waits for each of them, and nobody for a message: whoever
/// takes messages takes fewer at a time while there are many.
/// </summary>
internal sealed class RequestsInFlight
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Raised when a request has been answered. Handlers must be quick.</summary>
    public event Action? Answered;

    public void Begin() => Interlocked.Increment(ref _count);

    public void End()
    {
        Interlocked.Decrement(ref _count);
        Answered?.Invoke();
    }
}
