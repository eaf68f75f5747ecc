namespace Serverless.Embedded.Payments.Tests;

public class Money
{
    private static readonly string[] Methods =
    [
        "pm_card_visa", "pm_card_visa_chargeDeclined", "pm_card_threeDSecure2Required", "pm_card_threeDSecureRequiredChargeDeclined", "pm_sim_slow",
        "pm_sim_slow_declined", "pm_usBankAccount_processing", "pm_card_refundFail", "pm_card_pendingRefund", "pm_sim_lost", "pm_sim_500", "pm_sim_500_charged",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_called_an_intent_takes_its_money_once_and_gives_back_no_more(int seed)
    {
        await using var provider = await Provider.Start();
        var random = new Random(seed);
        for (var i = 0; i < 12; i++)
        {
            await provider.Post("/v1/payment_intents", null, ("amount", "1000"), ("currency", "eur"), ("capture_method", i % 2 == 0 ? "manual" : "automatic"));
        }
        var ids = (await provider.Get("/v1/payment_intents?limit=100")).Body["data"]!.AsArray().Select(one => one!["id"]!.GetValue<string>()).ToList();

        for (var i = 0; i < 400; i++)
        {
            await Anything(provider, ids[random.Next(ids.Count)], random);
        }

        provider.Clock.Advance(TimeSpan.FromDays(8));
        foreach (var id in ids)
        {
            var intent = await provider.Get($"/v1/payment_intents/{id}?expand[]=latest_charge");
            var moved = provider.Service.Ledger.Read(intent: id).ToLookup(entry => entry.Kind, entry => entry.Amount);
            var taken = moved[MovementKind.Charge].Concat(moved[MovementKind.Capture]).ToList();
            var returned = moved[MovementKind.Refund].Sum() - moved[MovementKind.RefundReversal].Sum();
            Assert.True(taken.Count <= 1, $"{id} was captured {taken.Count} times");
            Assert.Equal(long.Parse(intent["amount_received"]!), taken.Sum());
            Assert.InRange(returned, 0, taken.Sum());
            Assert.Equal(moved[MovementKind.Authorization].Sum(), moved[MovementKind.Capture].Sum() + moved[MovementKind.Release].Sum());
            Assert.Equal(long.Parse(intent["latest_charge.amount_refunded"] ?? "0"), returned + moved[MovementKind.Release].Sum());
        }
        Assert.Contains(provider.Service.Ledger.Totals(), total => total.Kind == MovementKind.Refund);
        Assert.Contains(provider.Service.Ledger.Totals(), total => total.Kind == MovementKind.Release);
    }

    private static async Task Anything(Provider provider, string id, Random random)
    {
        var intent = "/v1/payment_intents/" + id;
        try
        {
            await (random.Next(7) switch
            {
                0 or 1 => provider.Post(intent + "/confirm", null, ("payment_method", Methods[random.Next(Methods.Length)]), ("return_url", "https://shop.example/")),
                2 => provider.Post(intent + "/capture", null, ("amount_to_capture", random.Next(1, 1200).ToString())),
                3 => random.Next(4) == 0 ? provider.Post(intent + "/cancel") : provider.Get(intent),
                4 => provider.Post("/v1/refunds", null, ("payment_intent", id), ("amount", random.Next(1, 700).ToString())),
                5 => provider.Post("/3ds/" + id, null, ("decision", random.Next(2) == 0 ? "approve" : "refuse")),
                _ => Later(provider, TimeSpan.FromSeconds(random.Next(1, 10)), intent),
            });
        }
        catch (HttpRequestException)
        {
            // The answer was lost; whether it charged is what the ledger must know.
        }
    }

    private static Task<Reply> Later(Provider provider, TimeSpan time, string intent)
    {
        provider.Clock.Advance(time);
        return provider.Get(intent);
    }
}
