using System.Net;
using System.Net.Http.Headers;

namespace Serverless.Functions.Tests.Payments;

/// <summary>What happens on the provider's side without us: buyers decide, its staff gives back, banks take back.</summary>
internal sealed class Bank : IDisposable
{
    private static readonly HttpClientHandler NoRedirects = new() { AllowAutoRedirect = false };

    private readonly HttpClient _http = new(NoRedirects, disposeHandler: false);
    private readonly Shop _shop;

    public Bank(Shop shop, string apiKey = "sk_test_embedded")
    {
        _shop = shop;
        _http.BaseAddress = shop.App.BaseAddress;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>On the page of 3-D Secure.</summary>
    public async Task Decide(string page, string decision) => Assert.Equal(
        HttpStatusCode.SeeOther, (await Post(new Uri(page).AbsolutePath.TrimStart('/'), ("decision", decision))).Status);

    public async Task<string> Refund(string order, long amount) => (await Post(
        "provider/v1/refunds", ("payment_intent", Intent(order)), ("amount", $"{amount}"))).Id;

    public async Task<string> Dispute(string order) =>
        (await Post("provider/bank/disputes", ("payment_intent", Intent(order)), ("reason", "product_not_received"))).Id;

    public Task Close(string dispute, string outcome) => Post($"provider/bank/disputes/{dispute}", ("outcome", outcome));

    public void Dispose() => _http.Dispose();

    private string Intent(string order) => _shop.Services.Payments!.Ledger.Read(order: order)[0].Intent;

    private async Task<(HttpStatusCode Status, string Id)> Post(string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _http.PostAsync(path, content, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True((int)response.StatusCode < 400, text);
        return (response.StatusCode, text.StartsWith('{') ? (string)System.Text.Json.Nodes.JsonNode.Parse(text)!["id"]! : "");
    }
}
