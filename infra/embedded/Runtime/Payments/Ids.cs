using System.Security.Cryptography;

namespace Serverless.Embedded.Payments;

/// <summary>
/// Identifiers in Stripe's form: a prefix, then 24 letters and digits. The first of them spell the row's number, so that
/// a lookup is one search in a table that only grows at its end; the rest cannot be guessed.
/// </summary>
internal static class Ids
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int NumberLength = 7;
    private const int RandomLength = 16;
    private const char Version = '3';

    public static string New(string prefix, long number) => string.Create(prefix.Length + 1 + NumberLength + RandomLength, (prefix, number), static (id, state) =>
    {
        var (prefix, number) = state;
        prefix.CopyTo(id);
        id[prefix.Length] = Version;
        var digits = id.Slice(prefix.Length + 1, NumberLength);
        for (var i = NumberLength - 1; i >= 0; i--, number /= 62)
        {
            digits[i] = Alphabet[(int)(number % 62)];
        }
        Fill(id[(prefix.Length + 1 + NumberLength)..]);
    });

    /// <summary>A prefix and random letters and digits.</summary>
    public static string Random(string prefix, int length) => string.Create(prefix.Length + length, prefix, static (id, prefix) =>
    {
        prefix.CopyTo(id);
        Fill(id[prefix.Length..]);
    });

    /// <summary>The number that an identifier spells, null when it is not one of this form and prefix.</summary>
    public static long? Number(string id, string prefix)
    {
        if (id.Length != prefix.Length + 1 + NumberLength + RandomLength || !id.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }
        var number = 0L;
        foreach (var letter in id.AsSpan(prefix.Length + 1, NumberLength))
        {
            var digit = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (digit < 0)
            {
                return null;
            }
            number = number * 62 + digit;
        }
        return number;
    }

    private static void Fill(Span<char> letters)
    {
        Span<byte> random = stackalloc byte[letters.Length];
        RandomNumberGenerator.Fill(random);
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = Alphabet[random[i] % 62];
        }
    }
}
