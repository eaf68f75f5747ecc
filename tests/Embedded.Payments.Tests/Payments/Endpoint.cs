using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Serverless.Embedded.Payments.Tests;

/// <summary>The merchant's end of the webhooks: it checks signatures, and keeps what came.</summary>
internal sealed class Endpoint(TimerClock clock) : HttpMessageHandler
{
    public const string Secret = "whsec_fixed";
    private readonly Lock _lock = new();
    private readonly List<(DateTimeOffset At, JsonNode Event)> _received = [];
    private int _refusals;

    public static Uri Address { get; } = new("https://shop.example/webhooks");

    /// <summary>What came and was accepted, in the order in which it came.</summary>
    public IReadOnlyList<(DateTimeOffset At, JsonNode Event)> Received
    {
        get
        {
            lock (_lock)
            {
                return [.. _received];
            }
        }
    }

    public IEnumerable<string> Types => Received.Select(one => one.Event["type"]!.GetValue<string>());

    /// <summary>When each try came, also those that were refused.</summary>
    public List<DateTimeOffset> Tries { get; } = [];

    public Endpoint Refusing(int times)
    {
        _refusals = times;
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        lock (_lock)
        {
            Tries.Add(clock.GetUtcNow());
            if (_refusals-- > 0)
            {
                return new(HttpStatusCode.ServiceUnavailable);
            }
            if (request.RequestUri != Address || request.Headers.GetValues("Stripe-Signature").Single() != Signature(body))
            {
                return new(HttpStatusCode.BadRequest);
            }
            _received.Add((clock.GetUtcNow(), JsonNode.Parse(body)!));
            return new(HttpStatusCode.OK);
        }
    }

    private string Signature(string body)
    {
        var time = clock.GetUtcNow().ToUnixTimeSeconds();
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{time}.{body}")))}";
    }
}
