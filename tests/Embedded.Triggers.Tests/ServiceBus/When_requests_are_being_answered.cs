using Serverless.Embedded.Host;
using Serverless.Embedded.Triggers.ServiceBus;

namespace Serverless.Embedded.Triggers.Tests.ServiceBus;

public class When_requests_are_being_answered
{
    private readonly RequestsInFlight _requests = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_of_them_takes_one_slot_away()
    {
        using var slots = new Slots(32, _requests);
        Begin(10);
        Assert.Equal(22, await slots.Take(Stop));
    }

    [Fact]
    public async Task A_sixteenth_of_the_slots_is_left_however_many_they_are()
    {
        using var slots = new Slots(32, _requests);
        Begin(1000);
        Assert.Equal(2, await slots.Take(Stop));
    }

    [Fact]
    public async Task One_slot_is_left_when_there_are_few()
    {
        using var slots = new Slots(1, _requests);
        Begin(1000);
        Assert.Equal(1, await slots.Take(Stop));
    }

    [Fact]
    public async Task A_returned_slot_is_not_given_out_while_they_are_too_many()
    {
        using var slots = new Slots(32, _requests);
        Assert.Equal(32, await slots.Take(Stop));
        Begin(32);
        var next = slots.Take(Stop);
        slots.Release(30);
        Assert.False(next.IsCompleted);
        slots.Release(1);
        Assert.Equal(1, await next);
    }

    [Fact]
    public async Task Whoever_waits_for_a_slot_gets_one_when_a_request_has_been_answered()
    {
        using var slots = new Slots(32, _requests);
        Begin(20);
        await slots.Take(Stop);
        var next = slots.Take(Stop);
        Assert.False(next.IsCompleted);
        _requests.End();
        Assert.Equal(1, await next);
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
}
