using System.Net;
using System.Text;
using System.Text.Json;

namespace Serverless.Benchmarks.Load;

/// <summary>A client of the shop: its own connection and its own token.</summary>
internal sealed class Customer : IDisposable
{
    private readonly HttpConnection _connection;
    private readonly IPEndPoint _server;
    private readonly OrderRequest _order;

    private Customer(IPEndPoint server, HttpConnection connection, string token, Order order)
    {
        (_server, _connection, Token) = (server, connection, token);
        _order = new OrderRequest(server, token, order.Sku, order.Run);
    }

    private string Token { get; }

    public static async Task<Customer> Connect(IPEndPoint server, int number, Order order)
    {
        var connection = new HttpConnection();
        await connection.Connect(server);
        var answer = await connection.Send(Get(server, $"/identity/token?sub=customer-{number}", token: null));
        return answer.Status == 200
            ? new(server, connection, answer.BodyText.Trim(), order)
            : throw new InvalidOperationException($"No token: {answer.Status} {answer.BodyText}");
    }

    public ValueTask<HttpAnswer> Place(long number) => _connection.Send(_order.WithKey(number));

    public async Task<string?> StatusOf(PlacedOrder order)
    {
        var answer = await _connection.Send(Get(_server, order.Location, Token));
        using var body = answer.Status == 200 ? JsonDocument.Parse(answer.Body) : throw new InvalidOperationException($"{order.Location}: {answer.Status}");
        return body.RootElement.GetProperty("status").GetString();
    }

    /// <summary>Reads an order, and does not look at what it says.</summary>
    public async ValueTask Read(PlacedOrder order)
    {
        var answer = await _connection.Send(Get(_server, order.Location, Token));
        if (answer.Status != 200)
        {
            throw new InvalidOperationException($"{order.Location}: {answer.Status}");
        }
    }

    public void Dispose() => _connection.Dispose();

    private static byte[] Get(IPEndPoint server, string path, string? token) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {server}\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}\r\n");
}

/// <summary>What is ordered, and what keeps the idempotency keys of one run apart from those of another.</summary>
internal sealed record Order(string Sku, string Run);
