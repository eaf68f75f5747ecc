using Serverless.Embedded.Payments.Webhooks;
using Serverless.Embedded.Storage;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Payments.Tests;

/// <summary>A provider of its own for each test, called as an application calls it: through an HTTP client.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string Key = "sk_test_fixed";

    private Provider(Database database, PaymentProvider service, TimerClock clock)
    {
        Database = database;
        Service = service;
        Clock = clock;
        Http = new HttpClient(new WireMessageHandler(service)) { BaseAddress = new("http://payments.embedded") };
        Http.DefaultRequestHeaders.Authorization = new("Bearer", Key);
    }

    public Database Database { get; }
    public PaymentProvider Service { get; }
    public TimerClock Clock { get; }
    public HttpClient Http { get; }

    /// <param name="folder">Where it keeps its data; nowhere when null.</param>
    /// <param name="clock">Its clock; one of its own when null.</param>
    /// <param name="endpoint">Where it sends events; nowhere when null.</param>
    /// <param name="mode">How well it sends them.</param>
    public static async Task<Provider> Start(
        string? folder = null, TimerClock? clock = null, Endpoint? endpoint = null, DeliveryMode mode = DeliveryMode.Prompt)
    {
        var database = folder is null ? Storage.Database.InMemory() : Storage.Database.Open(folder);
        clock ??= new TimerClock();
        var options = new PaymentProviderOptions
        {
            ApiKeys = [Key],
            PublicAddress = () => "http://localhost:7071/provider",
            Webhooks = endpoint is null ? null : new(() => Endpoint.Address, Endpoint.Secret) { Wire = endpoint, Mode = mode },
        };
        var service = await PaymentProvider.Open(database, options, clock);
        service.StartSending();
        return new(database, service, clock);
    }

    /// <summary>A payment of 19.99 EUR for order-1 with the method, created and confirmed in one call.</summary>
    public Task<Reply> Pay(string method, string? key = null, params (string, string)[] more) =>
        Post("/v1/payment_intents", key, [("amount", "1999"), ("currency", "eur"), ("payment_method", method), ("confirm", "true"),
            ("return_url", "https://shop.example/back"), ("metadata[order]", "order-1"), .. more]);

    public async Task<Reply> Post(string path, string? key = null, params (string Name, string Value)[] form) => await Reply.Read(await Http.SendAsync(Message(path, key, form), Stop));

    public async Task<Reply> Get(string path) => await Reply.Read(await Http.GetAsync(path, Stop));

    public static HttpRequestMessage Message(string path, string? key, params (string Name, string Value)[] form)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))),
        };
        if (key is not null)
        {
            message.Headers.Add("Idempotency-Key", key);
        }
        return message;
    }

    /// <summary>The ledger as text: what happened to how much, in order.</summary>
    public string Money => string.Join(", ", Service.Ledger.Read().Select(entry => $"{entry.Kind} {entry.Amount}"));

    /// <summary>Moves the clock, and waits until all events that are then due were sent.</summary>
    public Task Pass(TimeSpan time)
    {
        Clock.Advance(time);
        return Until.True(() => Service.IsIdle);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Service.DisposeAsync();
        await Database.DisposeAsync();
    }
}
