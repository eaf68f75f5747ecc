namespace Serverless.Functions.Tests.DeadLetters;

public class When_an_operator_decides(Shop shop)
{
    [Fact]
    public async Task A_replay_that_dies_again_is_the_same_letter_with_a_longer_history()
    {
        var letter = await shop.Kill("replayed-1", "o-10");
        var anna = await shop.Operator("anna");
        var replayed = await anna.Decide($"{letter.PathOf()}/replay");
        Assert.Equal(200, replayed.Status);
        await shop.Quiet();
        var read = await anna.Get(letter.PathOf());
        Assert.Equal("open", (string)read.Body["state"]!);
        Assert.Equal(["died", "died", "replayAsked"], read.History().Where(type => type != "replayed").Order());
        Assert.Equal("replayed-1/replay/1", (string)read.Body["history"]!.AsArray().Last(happened => (string)happened!["type"]! == "died")!["messageId"]!);
        Assert.Single((await shop.DeadLetters("orderId=o-10")).AsArray());
    }

    [Fact]
    public async Task An_order_whose_charge_died_is_paid_by_the_replay_once_however_often_that_is_asked_for()
    {
        await using var impatient = await Shop.Open(["--Recovery:ProviderTries=0"]);
        var alice = await impatient.Customer("alice");
        var placed = await alice.Place("cart-1", Customer.Tea.Replace("pm_card_visa", "pm_sim_429_once", StringComparison.Ordinal));
        await impatient.Quiet();
        Assert.Equal("awaitingPayment", (string)(await alice.Get(placed.Header("Location")!)).Body["status"]!);
        var letter = Assert.Single((await impatient.DeadLetters($"orderId={placed.Id}&reason=tries_used_up")).AsArray())!;

        var anna = await impatient.Operator("anna");
        var first = await anna.Decide($"{letter.PathOf()}/replay", ifMatch: "\"1\"");
        await impatient.Quiet();
        var again = await anna.Decide($"{letter.PathOf()}/replay");
        await impatient.Quiet();

        Assert.Equal("paid", (string)(await alice.Get(placed.Header("Location")!)).Body["status"]!);
        Assert.Equal([("Charge", 3300L)], impatient.Movements(placed.Id));
        Assert.Equal((200, 200, "replayed"), (first.Status, again.Status, (string)again.Body["state"]!));
        Assert.Equal(first.Header("ETag"), again.Header("ETag"));
        Assert.Equal(["died", "replayAsked", "replayed"], (await anna.Get(letter.PathOf())).History());
        Assert.Single((await impatient.DeadLetters("state=replayed")).AsArray());
    }

    [Fact]
    public async Task All_that_match_are_replayed_and_counted()
    {
        foreach (var number in Enumerable.Range(1, 3))
        {
            await shop.Kill($"all-{number}", "o-11");
        }
        var anna = await shop.Operator("anna");
        var answer = await anna.Decide("api/dead-letters/replay", """{"orderId":"o-11","reason":"malformed"}""");
        Assert.Equal(200, answer.Status);
        Assert.Equal((3, 0, false), ((int)answer.Body["replayed"]!, (int)answer.Body["refused"]!, (bool)answer.Body["more"]!));
        await shop.Quiet();
        var letters = await shop.DeadLetters("orderId=o-11");
        Assert.All(letters.AsArray(), letter => Assert.Equal((1, "open"), ((int)letter!["replays"]!, (string)letter["state"]!)));
        Assert.Equal(3, letters.AsArray().Count);
    }

    [Fact]
    public async Task A_discarded_one_keeps_who_and_why_and_cannot_be_replayed()
    {
        var letter = await shop.Kill("discarded-1", "o-12");
        var anna = await shop.Operator("anna");
        var discarded = await anna.Decide($"{letter.PathOf()}/discard", """{"reason":"a test order"}""", ifMatch: "\"1\"");
        Assert.Equal((200, "discarded", "\"2\""), (discarded.Status, (string)discarded.Body["state"]!, discarded.Header("ETag")));
        var last = discarded.Body["history"]!.AsArray()[^1]!;
        Assert.Equal(("anna", "a test order"), ((string)last["by"]!, (string)last["reason"]!));
        var replay = await anna.Decide($"{letter.PathOf()}/replay");
        Assert.Equal((409, "dead_letter_discarded"), (replay.Status, replay.Problem));
        Assert.Equal("\"2\"", (await anna.Get(letter.PathOf())).Header("ETag"));
        Assert.Single((await shop.DeadLetters("orderId=o-12&state=discarded")).AsArray());
    }

    [Theory]
    [InlineData("\"7\"")]
    [InlineData("W/\"1\"")]
    [InlineData("\"nonsense\"")]
    [InlineData("nonsense")]
    public async Task Another_version_is_refused_and_nothing_changes(string ifMatch)
    {
        var letter = await shop.Kill($"matched-{ifMatch}", "o-13");
        var anna = await shop.Operator("anna");
        foreach (var decision in (string[])["replay", "discard"])
        {
            var answer = await anna.Decide($"{letter.PathOf()}/{decision}", """{"reason":"no"}""", ifMatch);
            Assert.Equal((412, "version_mismatch"), (answer.Status, answer.Problem));
        }
        Assert.Equal("\"1\"", (await anna.Get(letter.PathOf())).Header("ETag"));
    }

    [Theory]
    [InlineData("payment-commands-00000000000000000000000000000000")]
    [InlineData("nonsense")]
    [InlineData("%2e%2e%2forders")]
    public async Task One_that_does_not_exist_is_not_found(string id)
    {
        var anna = await shop.Operator("anna");
        Answer[] answers =
        [
            await anna.Get($"api/dead-letters/{id}"),
            await anna.Decide($"api/dead-letters/{id}/replay"),
            await anna.Decide($"api/dead-letters/{id}/discard", """{"reason":"no"}"""),
        ];
        Assert.All(answers, answer => Assert.Equal((404, "dead_letter_not_found"), (answer.Status, answer.Problem)));
    }

    [Theory]
    [InlineData("{}", "/reason: invalid_reason", "invalid_request")]
    [InlineData("""{"reason":" "}""", "/reason: invalid_reason", "invalid_request")]
    [InlineData("""{"why":"no"}""", "/why: malformed", "malformed_json")]
    public async Task A_discard_without_a_reason_is_refused(string body, string error, string code)
    {
        var letter = await shop.Kill($"reason-{body.Length}", "o-14");
        var answer = await (await shop.Operator("anna")).Decide($"{letter.PathOf()}/discard", body);
        Assert.Equal((400, code), (answer.Status, answer.Problem));
        Assert.Equal([error], answer.Errors);
    }

    [Theory]
    [InlineData("""{"state":"discarded"}""", "/state: not_open")]
    [InlineData("""{"from":"yesterday"}""", "/from: invalid_time")]
    public async Task A_filter_that_is_wrong_replays_nothing(string body, string error)
    {
        var answer = await (await shop.Operator("anna")).Decide("api/dead-letters/replay", body);
        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Problem));
        Assert.Equal([error], answer.Errors);
    }

    [Theory]
    [InlineData("GET", "api/dead-letters")]
    [InlineData("GET", "api/dead-letters/payment-commands-00000000000000000000000000000000")]
    [InlineData("POST", "api/dead-letters/replay")]
    [InlineData("POST", "api/dead-letters/payment-commands-00000000000000000000000000000000/replay")]
    [InlineData("POST", "api/dead-letters/payment-commands-00000000000000000000000000000000/discard")]
    public async Task Nobody_but_operators_gets_in(string method, string path)
    {
        foreach (var (client, status, code) in new[] { (await shop.Customer("alice", "&role=reader"), 403, "operators_only"), (new Customer(shop.Anonymous), 401, "unauthenticated") })
        {
            var answer = method == "GET" ? await client.Get(path) : await client.Decide(path);
            Assert.Equal((status, code), (answer.Status, answer.Problem));
        }
    }
}
