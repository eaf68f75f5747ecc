using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Serverless.Benchmarks.Baseline;

/// <summary>
/// The least that accepting an order can cost on this machine: Kestrel parses the same body, makes one durable insert
/// and answers as the application does. No pricing, no caller check, no payment: a ceiling, not an alternative.
/// </summary>
internal static class Server
{
    // As long as a real token, so that both servers read the same number of header bytes.
    private static readonly string Token = new('t', 700);

    public static async Task Run(Arguments arguments)
    {
        await using var orders = new DurableInserts(Path.Combine(arguments.Text("data"), "baseline.db"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/identity/token", (HttpContext http) => http.Response.WriteAsync(Token));
        app.MapPost("/api/orders", http => Place(http, orders));
        await app.RunAsync($"http://127.0.0.1:{arguments.Number("port")}");
    }

    private static async Task Place(HttpContext http, DurableInserts orders)
    {
        var body = await JsonSerializer.DeserializeAsync(http.Request.Body, BodyJson.Default.Body, http.RequestAborted);
        if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key || body is not { Lines.Length: > 0 })
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        await orders.Insert(key, JsonSerializer.SerializeToUtf8Bytes(body, BodyJson.Default.Body));
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.Headers.Location = "/api/orders/" + key;
        await http.Response.WriteAsJsonAsync(new Answer(key, "awaitingPayment"), BodyJson.Default.Answer);
    }
}

internal sealed record Line(string Sku, int Quantity);

internal sealed record Body(Line[] Lines, string PaymentMethod);

internal sealed record Answer(string Id, string Status);

[JsonSerializable(typeof(Body))]
[JsonSerializable(typeof(Answer))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class BodyJson : JsonSerializerContext;
