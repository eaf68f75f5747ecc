using System.Text.Json;

namespace Serverless.Chaos;

/// <summary>An order as the application shows it; amounts in minor units.</summary>
internal sealed record FoundOrder(string Id, string Status, long Total, long Captured, long Refunded, bool RefundPending, string? Page)
{
    private static readonly string[] Last = ["paid", "paymentFailed", "cancelled", "expired", "refunded"];

    /// <summary>Whether nothing more happens to it unless somebody wants it.</summary>
    public bool HasEnded => Last.Contains(Status) && !RefundPending;

    public static FoundOrder Of(JsonElement order) => new(
        order.GetProperty("id").GetString()!,
        order.GetProperty("status").GetString()!,
        AmountOf(order, "total"),
        AmountOf(order, "captured"),
        AmountOf(order, "refunded"),
        order.GetProperty("refunds").EnumerateArray().Any(refund => refund.GetProperty("status").GetString() == "pending"),
        order.TryGetProperty("nextAction", out var next) && next.ValueKind == JsonValueKind.Object
            ? next.GetProperty("url").GetString()
            : null);

    private static long AmountOf(JsonElement order, string name) => order.GetProperty(name).GetProperty("amount").GetInt64();
}

/// <summary>What the provider really did for one of its intents; amounts in minor units.</summary>
internal sealed record Balance(string Intent, string? Order, long Charges, long Captured, long Held, long Refunded, long Disputed);

internal sealed record BalanceList(Balance[] Data, bool HasMore)
{
    public static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
