using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Embedded.Payments.Webhooks;

/// <summary>The header <c>Stripe-Signature</c> (https://docs.stripe.com/webhooks/signature).</summary>
internal static class WebhookSignature
{
    public const string Header = "Stripe-Signature";

    /// <param name="secret">The endpoint's.</param>
    /// <param name="body">Exactly as it is sent.</param>
    /// <param name="at">When it is sent: each try is signed anew.</param>
    public static string Sign(string secret, ReadOnlySpan<byte> body, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time), (byte)'.', .. body];
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
