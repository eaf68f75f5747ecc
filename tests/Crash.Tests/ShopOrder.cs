using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Crash.Tests;

/// <summary>What a client asks for.</summary>
internal sealed record ShopOrder(string Customer, string Key, string Sku, int Quantity, string PaymentMethod);

/// <summary>What a client was promised: an order that was answered <c>202</c>, and where it is.</summary>
internal sealed record Promise(ShopOrder Order, Uri Location)
{
    public string Id => Location.ToString().Split('/')[^1];
}

/// <summary>An order as it was found in the end.</summary>
internal sealed record Outcome(Promise Promise, string Status, long Total, string Currency);

/// <summary>A movement of money at the provider; the amount in minor units.</summary>
internal sealed record LedgerEntry(long Number, string Kind, long Amount, string Currency, string Order);

internal sealed record LedgerPage(LedgerEntry[] Entries, [property: JsonPropertyName("has_more")] bool HasMore)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);
}
