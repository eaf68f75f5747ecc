using System.Net;
using Microsoft.Azure.Cosmos;
using Serverless.Embedded.Triggers.Cosmos;

namespace Serverless.Embedded.Triggers.Tests.Cosmos;

public sealed class When_progress_is_written
{
    private readonly TimerClock _clock = new();
    private readonly List<int> _written = [];
    private readonly List<Exception> _failures = [];

    [Fact]
    public async Task The_first_batch_is_written_at_once_and_later_ones_together_after_the_interval()
    {
        var checkpoints = Make();

        checkpoints.Reached(Write(1));
        await _clock.UntilWaitedFor(Interval);
        checkpoints.Reached(Write(2));
        checkpoints.Reached(Write(3));
        Assert.Equal([1], _written);
        _clock.Advance(Interval);
        await checkpoints.Flush();

        Assert.Equal([1, 3], _written);
    }

    [Fact]
    public async Task Flushing_writes_what_is_outstanding()
    {
        var checkpoints = Make();
        checkpoints.Reached(Write(1));
        await _clock.UntilWaitedFor(Interval);
        checkpoints.Reached(Write(2));

        await checkpoints.Flush();

        Assert.Equal([1, 2], _written);
        Assert.True(checkpoints.IsSettled);
    }

    [Fact]
    public async Task A_lost_lease_stops_the_next_batch()
    {
        var checkpoints = Make();
        checkpoints.Reached(() => throw new CosmosException("lost", HttpStatusCode.PreconditionFailed, 0, "", 0));
        await _clock.UntilWaitedFor(Interval);

        Assert.Throws<InvalidOperationException>(() => checkpoints.Reached(Write(2)));

        Assert.Single(_failures);
        await checkpoints.Flush();
        Assert.Empty(_written);
    }

    [Fact]
    public async Task A_write_that_failed_is_repeated()
    {
        var checkpoints = Make();
        var tries = 0;
        checkpoints.Reached(() => ++tries == 1 ? throw new InvalidOperationException("busy") : Task.CompletedTask);
        await _clock.UntilWaitedFor(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _clock.UntilWaitedFor(Interval);
        _clock.Advance(Interval);
        await checkpoints.Flush();

        Assert.Equal((2, 1), (tries, _failures.Count));
    }

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private Checkpoints Make() => new(_clock, Interval, _failures.Add);

    private Func<Task> Write(int number) => () =>
    {
        _written.Add(number);
        return Task.CompletedTask;
    };
}
