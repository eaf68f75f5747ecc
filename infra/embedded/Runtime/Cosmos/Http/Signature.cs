using System.Security.Cryptography;
using System.Text;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Cosmos.Http;

/// <summary>Checks the signature that a request carries: an HMAC over its method, its resource and its date with the account's key.</summary>
internal sealed class Signature
{
    private const string Prefix = "type=master&ver=1.0&sig=";
    private const int LongestOnStack = 512;

    private readonly byte[] _key;

    /// <exception cref="ArgumentException">The key is not base64.</exception>
    public Signature(string masterKey)
    {
        _key = new byte[masterKey.Length];
        _key = Convert.TryFromBase64String(masterKey, _key, out var length) && length > 0
            ? _key[..length]
            : throw new ArgumentException("The account key must be base64.", nameof(masterKey));
    }

    /// <summary>Whether the request is signed for one of these resources: links may be signed escaped or not, and by id or by name.</summary>
    public bool IsValid(WireRequest request, Route route)
    {
        if (request.Header("authorization") is not { } authorization || request.Header("x-ms-date") is not { } date)
        {
            return false;
        }
        authorization = Uri.UnescapeDataString(authorization);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return authorization.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64Chars(authorization.AsSpan(Prefix.Length), given, out var length) && length == given.Length
            && (IsSigned(given, request.Method, route.Type, route.SignedLink, date)
                || (request.Path.Contains('%') && (IsSigned(given, request.Method, route.Type, Uri.UnescapeDataString(route.SignedLink), date)
                    || IsSigned(given, request.Method, route.Type, request.Path.Trim('/'), date)))
                || (route.SignedRid is { } rid && IsSigned(given, request.Method, route.Type, rid, date)));
    }

    private bool IsSigned(ReadOnlySpan<byte> given, string method, string type, string link, string date)
    {
        var length = method.Length + type.Length + (3 * link.Length) + date.Length + 5;
        Span<byte> text = length <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[length];
        var at = AppendLower(text, 0, method);
        at = AppendLower(text, at, type);
        at += Encoding.UTF8.GetBytes(link, text[at..]);
        text[at++] = (byte)'\n';
        at = AppendLower(text, at, date);
        text[at++] = (byte)'\n';
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, text[..at], expected);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private static int AppendLower(Span<byte> text, int at, string part)
    {
        foreach (var c in part)
        {
            text[at++] = (byte)char.ToLowerInvariant(c);
        }
        text[at++] = (byte)'\n';
        return at;
    }
}
