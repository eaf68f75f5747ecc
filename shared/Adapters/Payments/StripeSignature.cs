using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Adapters.Payments;

/// <summary>
/// The header <c>Stripe-Signature</c>: a time and one or more HMACs over <c>time.body</c>, several while secrets are being exchanged
/// (https://docs.stripe.com/webhooks/signature). Schemes other than <c>v1</c> are passed over, as the provider asks.
/// </summary>
internal sealed record StripeSignature(DateTimeOffset At, IReadOnlyList<byte[]> Hashes)
{
    /// <summary>How old a notice may be: one that was overheard cannot be sent again later.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    public static StripeSignature? Parse(string header)
    {
        long? at = null;
        var hashes = new List<byte[]>();
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal)
                && long.TryParse(part.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            {
                at = seconds;
            }
            else if (part.StartsWith("v1=", StringComparison.Ordinal) && part.Length == 3 + 2 * HMACSHA256.HashSizeInBytes)
            {
                var hash = new byte[HMACSHA256.HashSizeInBytes];
                if (Convert.FromHexString(part.AsSpan(3), hash, out _, out _) == System.Buffers.OperationStatus.Done)
                {
                    hashes.Add(hash);
                }
            }
        }
        return at is { } time && hashes.Count > 0 ? new(DateTimeOffset.FromUnixTimeSeconds(time), hashes) : null;
    }

    /// <summary>True when one of the hashes was made with one of the secrets. Takes the same time for every wrong hash.</summary>
    public bool IsMadeWith(IEnumerable<string> secrets, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), (byte)'.', .. body];
        var made = false;
        foreach (var secret in secrets)
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
            foreach (var hash in Hashes)
            {
                made |= CryptographicOperations.FixedTimeEquals(expected, hash);
            }
        }
        return made;
    }
}
