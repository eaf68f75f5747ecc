using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Serverless.Functions.Tests.Payments;

/// <summary>A notice of the payment provider about an intent that is nobody's, signed as the provider signs.</summary>
internal static class Notice
{
    public static string Of(string id) => new JsonObject
    {
        ["id"] = id,
        ["type"] = "payment_intent.succeeded",
        ["data"] = new JsonObject { ["object"] = new JsonObject { ["id"] = "pi_nobodys", ["object"] = "payment_intent" } },
    }.ToJsonString();

    /// <summary>The header <c>Stripe-Signature</c>, made so many seconds from now.</summary>
    public static string Sign(string body, string secret, int age = 0)
    {
        var time = TimeProvider.System.GetUtcNow().AddSeconds(age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(hash)}";
    }
}
