using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Serverless.RunningApp;

namespace Serverless.Crash.Tests;

/// <summary>The application as its clients see it: an address that answers now and then.</summary>
internal sealed class Shop : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private TaskCompletionSource<AppProcess> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets clients in once the application answers.</summary>
    public async Task Open(AppProcess app)
    {
        await Until.True($"the application has started:\n{app.Output}", async () =>
            app.HasExited ? throw new InvalidOperationException($"The application ended:\n{app.Output}")
            : await Try(new(HttpMethod.Get, $"http://127.0.0.1:{app.Port}/api/products")) is { StatusCode: HttpStatusCode.OK });
        _open.SetResult(app);
    }

    /// <summary>Clients wait from here on until it is opened again.</summary>
    public void Close() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A token of this start of the application.</summary>
    public Task<string> Token(string customer) => Answered(
        root => new(HttpMethod.Get, $"{root}/identity/token?sub={customer}"), answer => answer.Content.ReadAsStringAsync());

    /// <summary>Places an order, as often as it takes to get an answer.</summary>
    /// <param name="order">What to place; its key stays the same.</param>
    /// <param name="unanswered">Called for each try that the application did not live to answer.</param>
    public async Task<Uri> Place(ShopOrder order, Action unanswered)
    {
        while (true)
        {
            var token = await Token(order.Customer);
            var root = await Root();
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{root}/api/orders");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("Idempotency-Key", order.Key);
            request.Content = JsonContent.Create(new { lines = new[] { new { sku = order.Sku, quantity = order.Quantity } }, paymentMethod = order.PaymentMethod });
            using var answer = await Try(request);
            if (answer is null)
            {
                unanswered();
            }
            else if (answer.StatusCode != HttpStatusCode.Unauthorized)
            {
                Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"{order}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                return answer.Headers.Location!;
            }
        }
    }

    public async Task<JsonElement> Read(Uri location, string token)
    {
        var root = await Root();
        using var request = new HttpRequestMessage(HttpMethod.Get, root + location);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{location}: {answer.StatusCode}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Every movement of money at the provider, oldest first.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> Ledger()
    {
        var app = await _open.Task;
        using var provider = new HttpClient { BaseAddress = new($"http://127.0.0.1:{app.ProviderPort}") };
        provider.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_embedded");
        var entries = new List<LedgerEntry>();
        bool more;
        do
        {
            var page = (await provider.GetFromJsonAsync<LedgerPage>($"/ledger?limit=1000&after={entries.LastOrDefault()?.Number ?? 0}", LedgerPage.Json))!;
            entries.AddRange(page.Entries);
            more = page.HasMore;
        }
        while (more);
        return entries;
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> Root() => $"http://127.0.0.1:{(await _open.Task).Port}";

    private async Task<T> Answered<T>(Func<string, HttpRequestMessage> request, Func<HttpResponseMessage, Task<T>> read)
    {
        while (true)
        {
            using var message = request(await Root());
            using var answer = await Try(message);
            if (answer is { IsSuccessStatusCode: true })
            {
                return await read(answer);
            }
        }
    }

    /// <summary>Null when the process went away before it had answered.</summary>
    private async Task<HttpResponseMessage?> Try(HttpRequestMessage request)
    {
        try
        {
            return await _http.SendAsync(request);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
