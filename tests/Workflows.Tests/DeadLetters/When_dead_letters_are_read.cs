using Serverless.Workflows.DeadLetters;

namespace Serverless.Workflows.Tests.DeadLetters;

public class When_dead_letters_are_read
{
    private readonly Morgue morgue = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_death_is_first_and_pages_follow_each_other()
    {
        foreach (var id in (string[])["a", "b", "c"])
            await morgue.Die(id);
        var first = await Page(new DeadLetterQuery(), new PageRequest("2", null));
        Assert.Equal(["c", "b"], first.Items.Select(letter => letter.MessageId));
        Assert.All(first.Items, letter => Assert.True(letter.History is null && letter.Body is null));
        var second = await Page(new DeadLetterQuery(), new PageRequest("2", first.Next));
        Assert.Equal(["a"], second.Items.Select(letter => letter.MessageId));
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData("2026-03-01T12:00:02Z", null, "c b")]
    [InlineData("2026-03-01", "2026-03-01T13:00:02+01:00", "a")]
    [InlineData(null, "2026-03-01", "")]
    [InlineData("2026-03-01T12:00", "2026-03-02", "c b a")]
    public async Task A_time_begins_at_from_and_ends_before_to(string? from, string? to, string expected)
    {
        foreach (var id in (string[])["a", "b", "c"])
            await morgue.Die(id);
        var page = await Page(new DeadLetterQuery(From: from, To: to), new PageRequest(null, null));
        Assert.Equal(expected, string.Join(' ', page.Items.Select(letter => letter.MessageId)));
    }

    [Fact]
    public async Task Those_of_a_state_and_an_order_are_found()
    {
        await morgue.Die("a", order: "1");
        await morgue.Die("b", order: "2");
        await morgue.ReplayAll(new DeadLetterQuery(OrderId: "2"));
        Assert.Equal("b", Assert.Single((await Page(new DeadLetterQuery(State: "replayed"), new PageRequest(null, null))).Items).MessageId);
        Assert.Equal("a", Assert.Single((await Page(new DeadLetterQuery(OrderId: "1", State: "open"), new PageRequest(null, null))).Items).MessageId);
    }

    [Theory]
    [InlineData("lost", null, null, "state: unknown_state")]
    [InlineData(null, "yesterday", null, "from: invalid_time")]
    [InlineData(null, null, "nonsense", "cursor: invalid_cursor")]
    public async Task What_is_not_a_filter_is_refused(string? state, string? from, string? cursor, string expected)
    {
        var listing = await morgue.Reading.List(new DeadLetterQuery(State: state, From: from), new PageRequest(null, cursor), Stop);
        Assert.Equal(expected, string.Join(' ', Assert.IsType<Listing<DeadLetterView>.Invalid>(listing).Errors.Select(error => $"{error.Pointer}: {error.Code}")));
    }

    private async Task<Listing<DeadLetterView>.Page> Page(DeadLetterQuery query, PageRequest page) =>
        Assert.IsType<Listing<DeadLetterView>.Page>(await morgue.Reading.List(query, page, Stop));
}
