using Serverless.Embedded.Host;
using Serverless.Embedded.Triggers.ServiceBus;

namespace Serverless.Embedded.Triggers.Tests.ServiceBus;

public sealed class When_requests_are_being_answered : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);

    private readonly TimerClock _clock = new();
    private readonly RequestsInFlight _requests;

    public When_requests_are_being_answered() => _requests = new(_clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _requests.Dispose();

    [Fact]
    public async Task Each_of_them_takes_four_slots_away()
    {
        using var slots = new Slots(32, _requests);
        Begin(5);
        Assert.Equal(12, await slots.Take(Stop));
    }

    [Fact]
    public async Task One_slot_is_left_however_many_they_are()
    {
        using var slots = new Slots(32, _requests);
        Begin(1000);
        Assert.Equal(1, await slots.Take(Stop));
    }

    [Fact]
    public async Task A_returned_slot_is_not_given_out_while_they_are_too_many()
    {
        using var slots = new Slots(32, _requests);
        Assert.Equal(32, await slots.Take(Stop));
        Begin(8);
        var next = slots.Take(Stop);
        slots.Release(31);
        Assert.False(next.IsCompleted);
        slots.Release(1);
        Assert.Equal(1, await next);
    }

    [Fact]
    public async Task They_go_first_for_a_moment_after_the_last_answer()
    {
        using var slots = new Slots(32, _requests);
        Begin(64);
        Assert.Equal(1, await slots.Take(Stop));
        End(64);
        var next = slots.Take(Stop);
        _clock.Advance(Moment);
        Assert.False(next.IsCompleted);
        _clock.Advance(Moment);
        Assert.Equal(31, await next);
    }

    [Fact]
    public async Task A_burst_goes_on_when_the_next_come_at_once()
    {
        using var slots = new Slots(32, _requests);
        Begin(64);
        Assert.Equal(1, await slots.Take(Stop));
        var next = slots.Take(Stop);
        for (var group = 0; group < 10; group++)
        {
            End(64);
            Begin(64);
            _clock.Advance(Moment);
        }
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task Slots_are_given_out_when_one_of_many_takes_long()
    {
        using var slots = new Slots(32, _requests);
        Begin(64);
        await slots.Take(Stop);
        var next = slots.Take(Stop);
        End(63);
        _clock.Advance(2 * Moment);
        Assert.Equal(27, await next);
    }

    [Fact]
    public async Task Messages_have_their_turn_in_a_burst_that_does_not_end()
    {
        using var slots = new Slots(32, _requests);
        Begin(64);
        _clock.Advance(Moment);
        Assert.Equal(1, await slots.Take(Stop));
        var turn = slots.Take(Stop);
        _clock.Advance(Turn - Moment);
        Assert.False(turn.IsCompleted);
        _clock.Advance(2 * Moment);
        Assert.Equal(31, await turn);
        slots.Release(32);
        _clock.Advance(Turn);
        Assert.Equal(1, await slots.Take(Stop));
    }

    [Fact]
    public async Task Whoever_stands_back_goes_on_as_a_burst_ends()
    {
        Begin(8);
        var waiting = _requests.UntilFew(TimeSpan.FromSeconds(1), Stop);
        Assert.False(waiting.IsCompleted);
        End(1);
        _clock.Advance(2 * Moment);
        await waiting;
    }

    [Fact]
    public async Task Nobody_stands_back_for_longer_than_he_will()
    {
        Begin(8);
        var waiting = _requests.UntilFew(TimeSpan.FromSeconds(1), Stop);
        _clock.Advance(TimeSpan.FromMilliseconds(950));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(Moment);
        await waiting;
    }

    [Fact]
    public void Nobody_stands_back_for_a_few()
    {
        Begin(7);
        Assert.True(_requests.UntilFew(TimeSpan.FromSeconds(1), Stop).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_wait_that_was_given_up_takes_no_slot()
    {
        using var slots = new Slots(1, _requests);
        using var giveUp = new CancellationTokenSource();
        await slots.Take(Stop);
        var first = slots.Take(giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        slots.Release(1);
        Assert.Equal(1, await slots.Take(Stop));
    }

    [Fact]
    public async Task The_slots_are_empty_when_the_last_is_returned()
    {
        using var slots = new Slots(2, _requests);
        await slots.Take(Stop);
        var empty = slots.Empty();
        slots.Release(1);
        Assert.False(empty.IsCompleted);
        slots.Release(1);
        await empty;
    }

    private void Begin(int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            _requests.Begin();
        }
    }

    private void End(int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            _requests.End();
        }
    }
}
