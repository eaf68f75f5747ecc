using Serverless.Contracts;
using Serverless.Workflows.Messaging;

namespace Serverless.Workflows.Tests.Messaging;

public class OutboxEntryTests
{
    private static readonly DateTimeOffset Noon = new ManualClock().Now;

    [Fact]
    public void Nothing_said_is_nothing_stored() => Assert.Null(OutboxEntry.After(null, [], Noon));

    [Fact]
    public void What_is_new_comes_after_what_the_last_version_held() => Assert.Equal(["1", "2", "3"], Ids(Held(2, TimeSpan.Zero), Noon, "3"));

    [Fact]
    public void What_is_older_than_thirty_days_goes() => Assert.Equal(["3"], Ids(Held(2, OutboxEntry.Lifetime), Noon.AddSeconds(1), "3"));

    [Fact]
    public void Of_what_is_older_than_a_day_the_newest_hundred_stay()
    {
        Assert.Equal(Enumerable.Range(51, 101).Select(number => $"{number}"), Ids(Held(150, TimeSpan.FromDays(1)), Noon.AddSeconds(1), "151"));
        Assert.Equal(151, Ids(Held(150, TimeSpan.FromDays(1)), Noon, "151").Count());
    }

    private static StoreVersion Held(int count, TimeSpan age) => new("v1")
    {
        Outbox = OutboxEntry.After(null, [.. Enumerable.Range(1, count).Select(number => Message($"{number}"))], Noon - age),
    };

    private static IEnumerable<string?> Ids(StoreVersion before, DateTimeOffset now, string next) =>
        OutboxEntry.After(before, [Message(next)], now)!.Select(entry => entry.Id);

    private static OutgoingMessage Message(string id) => new(id, new VoidPayment("order-1", new Amount(100, "EUR")));
}
