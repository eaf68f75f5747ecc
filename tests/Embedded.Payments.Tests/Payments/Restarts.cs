namespace Serverless.Embedded.Payments.Tests;

public sealed class Restarts : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("payments-").FullName;
    private readonly TimerClock _clock = new();

    [Fact]
    public async Task What_was_charged_before_is_known_after()
    {
        string? id;
        await using (var before = await Provider.Start(_folder, _clock))
        {
            id = (await before.Pay("pm_card_visa"))["id"];
        }

        await using var after = await Provider.Start(_folder, _clock);

        Assert.Equal("succeeded", (await after.Get("/v1/payment_intents/" + id))["status"]);
        Assert.Equal("Charge 1999", after.Money);
        Assert.NotEqual(id, (await after.Pay("pm_card_visa"))["id"]);
        Assert.Equal(2, (await after.Get("/v1/payment_intents")).Body["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_given_after()
    {
        await using (var before = await Provider.Start(_folder, _clock))
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => before.Pay("pm_sim_lost", "key"));
        }

        await using var after = await Provider.Start(_folder, _clock);
        var replayed = await after.Pay("pm_sim_lost", "key");

        Assert.Equal("true", replayed.Header("Idempotent-Replayed"));
        Assert.Equal("Charge 1999", after.Money);
    }

    [Fact]
    public async Task A_first_try_is_remembered()
    {
        await using (var before = await Provider.Start(_folder, _clock))
        {
            Assert.Equal(503, (await before.Pay("pm_sim_503_once", "key")).Status);
        }

        await using var after = await Provider.Start(_folder, _clock);

        Assert.Equal(200, (await after.Pay("pm_sim_503_once", "key")).Status);
    }

    [Fact]
    public async Task A_slow_payment_settles_after()
    {
        string? id;
        await using (var before = await Provider.Start(_folder, _clock))
        {
            id = (await before.Pay("pm_usBankAccount_success"))["id"];
        }
        _clock.Advance(TimeSpan.FromMinutes(1));

        await using var after = await Provider.Start(_folder, _clock);

        Assert.Equal("succeeded", (await after.Get("/v1/payment_intents/" + id))["status"]);
        Assert.Equal("Charge 1999", after.Money);
        Assert.Equal(_clock.GetUtcNow() - TimeSpan.FromSeconds(55), after.Service.Ledger.Read().Single().At);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
