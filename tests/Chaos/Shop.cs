using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Serverless.Chaos;

/// <summary>The application and the provider as people see them: addresses, of which one answers now and then.</summary>
internal sealed class Shop(World world) : IDisposable
{
    private const string Operator = "operator";
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Forever = TimeSpan.MaxValue; // The campaign says when it took too long.

    private readonly HttpClient _app = new() { BaseAddress = world.AppAddress, Timeout = TimeSpan.FromSeconds(30) };
    private readonly HttpClient _provider = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = world.ProviderAddress,
        DefaultRequestHeaders = { Authorization = new("Bearer", "sk_test_embedded") },
    };

    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private int _accepted;
    private int _acknowledged;
    private int _unanswered;

    /// <summary>Orders that were answered <c>202</c>.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Changes of any kind that were answered <c>202</c>.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Tries that the application did not live to answer.</summary>
    public int Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>Places an order, as often as it takes to get an answer, and gives its id.</summary>
    public async Task<string> Place(string customer, string key, string sku, int quantity, string paymentMethod)
    {
        var (status, order) = await Send(
            customer, HttpMethod.Post, "api/orders", key, new { lines = new[] { new { sku, quantity } }, paymentMethod });
        Assert.True(status == HttpStatusCode.Accepted, $"{key}: {status} {order}");
        Interlocked.Increment(ref _accepted);
        return order.GetProperty("id").GetString()!;
    }

    public async Task Cancel(Promise promise)
    {
        var (status, _) = await Send(promise.Customer, HttpMethod.Post, $"api/orders/{promise.Order}/cancel");
        promise.Cancelled = status == HttpStatusCode.Accepted;
    }

    public async Task Capture(Promise promise, long amount)
    {
        var (status, _) = await Send(Operator, HttpMethod.Post, $"api/orders/{promise.Order}/capture", body: new { amount });
        if (status == HttpStatusCode.Accepted)
        {
            promise.Captured = amount;
        }
    }

    public async Task Refund(Promise promise, long amount, string name)
    {
        var (status, _) = await Send(
            Operator, HttpMethod.Post, $"api/orders/{promise.Order}/refunds", $"{promise.Order}-{name}", new { amount });
        if (status == HttpStatusCode.Accepted)
        {
            promise.AddRefund(amount);
        }
    }

    public Task PayWith(Promise promise, string paymentMethod) => Send(
        promise.Customer, HttpMethod.Post, $"api/orders/{promise.Order}/payment",
        $"{promise.Order}-{paymentMethod}", new { paymentMethod });

    /// <summary>Waits until the order has the status. Null when it has ended in another one.</summary>
    public Task<FoundOrder?> WaitFor(Promise promise, string status) => WaitFor(promise, order => order.Status == status);

    /// <summary>Waits until the customer is asked to act, and says on which page. Null when the order has ended before.</summary>
    public async Task<Uri?> WaitForAction(Promise promise) =>
        await WaitFor(promise, order => order.Page is not null) is { Page: { } page } ? new(page) : null;

    /// <summary>Decides on the provider's page, as the customer's browser does.</summary>
    public async Task Decide(Uri page, string decision)
    {
        using var form = new FormUrlEncodedContent([new("decision", decision)]);
        using var answer = await _provider.PostAsync(page, form);
        Assert.True((int)answer.StatusCode < 400, $"{page}: {answer.StatusCode}");
    }

    public async Task<IReadOnlyList<FoundOrder>> List(string customer)
    {
        var orders = new List<FoundOrder>();
        for (var cursor = ""; ;)
        {
            var (status, page) = await Send(customer, HttpMethod.Get, $"api/orders?pageSize=100{cursor}");
            Assert.True(status == HttpStatusCode.OK, $"The orders of {customer}: {status} {page}");
            orders.AddRange(page.GetProperty("items").EnumerateArray().Select(FoundOrder.Of));
            if (!page.TryGetProperty("nextCursor", out var next) || next.ValueKind != JsonValueKind.String)
            {
                return orders;
            }
            cursor = "&cursor=" + Uri.EscapeDataString(next.GetString()!);
        }
    }

    public async Task<IReadOnlyList<Balance>> Balances()
    {
        var balances = new List<Balance>();
        BalanceList page;
        do
        {
            var after = balances is [.., var last] ? "&after=" + last.Intent : "";
            page = (await _provider.GetFromJsonAsync<BalanceList>($"ledger/balances?limit=1000{after}", BalanceList.Json))!;
            balances.AddRange(page.Data);
        }
        while (page.HasMore);
        return balances;
    }

    public void Dispose()
    {
        _app.Dispose();
        _provider.Dispose();
    }

    private async Task<FoundOrder?> WaitFor(Promise promise, Func<FoundOrder, bool> reached)
    {
        var last = await Until.Seen(() => Find(promise), order => reached(order) || order.HasEnded, Forever, Look);
        return reached(last) ? last : null;
    }

    private async Task<FoundOrder> Find(Promise promise)
    {
        var (status, body) = await Send(promise.Customer, HttpMethod.Get, $"api/orders/{promise.Order}");
        Assert.True(status == HttpStatusCode.OK, $"{promise.Order}: {status} {body}");
        return FoundOrder.Of(body);
    }

    /// <summary>Repeats the same request until the application has an answer to it.</summary>
    private async Task<(HttpStatusCode Status, JsonElement Body)> Send(
        string who, HttpMethod method, string path, string? key = null, object? body = null)
    {
        var answered = await Until.Seen(Ask, answer => answer is not null, Forever, Breath);
        if (answered!.Value.Status == HttpStatusCode.Accepted)
        {
            Interlocked.Increment(ref _acknowledged);
        }
        return answered.Value;

        async Task<(HttpStatusCode Status, JsonElement Body)?> Ask()
        {
            var answer = await Token(who) is { } token ? await TrySend(method, path, token, key, body) : null;
            if (answer is not { Status: HttpStatusCode.Unauthorized })
            {
                return answer;
            }
            _tokens.TryRemove(who, out _);
            return null;
        }
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)?> TrySend(
        HttpMethod method, string path, string token, string? key, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        if (await Try(request) is not { } answered)
        {
            return null;
        }
        using var answer = answered;
        return (int)answer.StatusCode >= 500 || answer.StatusCode == HttpStatusCode.TooManyRequests
            ? null
            : (answer.StatusCode, await Read(answer));
    }

    private static async Task<JsonElement> Read(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentType is null ? default : await answer.Content.ReadFromJsonAsync<JsonElement>();

    private async Task<string?> Token(string who)
    {
        if (_tokens.TryGetValue(who, out var known))
        {
            return known;
        }
        using var request = new HttpRequestMessage(HttpMethod.Get, $"identity/token?sub={who}{(who == Operator ? "&role=operator" : "")}");
        if (await Try(request) is not { IsSuccessStatusCode: true } answered)
        {
            return null;
        }
        using var answer = answered;
        return _tokens[who] = await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Null when the process was not there, or went away before it had answered.</summary>
    private async Task<HttpResponseMessage?> Try(HttpRequestMessage request)
    {
        try
        {
            return await _app.SendAsync(request);
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            if (gone is HttpRequestException { HttpRequestError: not HttpRequestError.ConnectionError })
            {
                Interlocked.Increment(ref _unanswered);
            }
            return null;
        }
    }
}
