using System.Net.Http.Headers;

namespace Serverless.Functions.Tests;

internal static class Ledger
{
    /// <summary>What the provider did with money for an order, in its order, in minor units.</summary>
    public static IEnumerable<(string Kind, long Amount)> Movements(this Shop shop, string order) =>
        shop.Services.Payments!.Ledger.Read(order: order).Select(entry => (entry.Kind.ToString(), entry.Amount));

    /// <summary>Somebody gives back in the provider's own dashboard, past the application.</summary>
    public static async Task RefundAtTheProvider(this Shop shop, string order, long amount)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "provider/v1/refunds")
        {
            Content = new FormUrlEncodedContent([new("payment_intent", shop.Services.Payments!.Ledger.Read(order: order)[0].Intent), new("amount", $"{amount}")]),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_embedded") },
        };
        using var response = await shop.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
