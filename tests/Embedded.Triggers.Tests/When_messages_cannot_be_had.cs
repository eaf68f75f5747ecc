using Microsoft.Extensions.Logging;

namespace Serverless.Embedded.Triggers.Tests;

public sealed class When_messages_cannot_be_had : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TimerClock _clock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lines _log = new();
    private int _rounds;

    public void Dispose() => _stopping.Dispose();

    [Fact]
    public async Task The_next_round_comes_a_second_later_and_the_log_says_why()
    {
        var loop = Loop(() => _rounds == 1 ? Task.FromException(new IOException("The queue is gone.")) : _stopping.CancelAsync());
        await _clock.UntilWaitedFor(Second);
        Assert.Equal(1, _rounds);

        _clock.Advance(Second);
        await loop;

        Assert.Equal(2, _rounds);
        Assert.Equal([("The function Fetch could not get messages; it goes on in a second.", "The queue is gone.")], _log.Errors);
    }

    [Fact]
    public async Task Who_stops_does_not_wait_for_the_second_to_end()
    {
        var loop = Loop(() => Task.FromException(new IOException("The queue is gone.")));
        await _clock.UntilWaitedFor(Second);

        await _stopping.CancelAsync();
        await loop;

        Assert.Equal(1, _rounds);
    }

    [Fact]
    public async Task A_round_that_ends_because_of_the_stop_has_not_failed()
    {
        var loop = Loop(() => Task.Delay(Timeout.InfiniteTimeSpan, _clock, _stopping.Token));

        await _stopping.CancelAsync();
        await loop;

        Assert.Empty(_log.Errors);
    }

    private Task Loop(Func<Task> round) => ReceiveLoop.Run(
        "Fetch",
        () =>
        {
            _rounds++;
            return round();
        },
        _clock,
        _log,
        _stopping.Token);

    private sealed class Lines : ILogger
    {
        public List<(string Line, string? Cause)> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Errors.Add((formatter(state, exception), exception?.Message));
    }
}
