using System.Threading.Channels;

namespace Serverless.Embedded.Triggers.Tests;

/// <summary>What the functions of a test were called with, and what they do then.</summary>
public sealed class Calls
{
    private readonly Channel<object?> _calls = Channel.CreateUnbounded<object?>();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>What a function does with its argument; nothing unless set.</summary>
    public Func<object?, Task> Then { get; set; } = static _ => Task.CompletedTask;

    /// <summary>A function that fails the first so many times.</summary>
    public void FailFirst(int times) =>
        Then = _ => Count <= times ? throw new InvalidOperationException("as the test wants it") : Task.CompletedTask;

    public Task With(object? argument)
    {
        Interlocked.Increment(ref _count);
        _calls.Writer.TryWrite(argument);
        return Then(argument);
    }

    /// <summary>The next argument, as soon as there is one.</summary>
    public async Task<T> Next<T>() => (T)(await _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60)))!;
}
