using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Domain;

/// <summary>
/// 128 bits of SHA-256 over a list of texts, written as 26 characters of lower-case base 32 (RFC 4648, without padding).
/// Each text is preceded by its length, so that no two different lists give the same input.
/// </summary>
internal static class Digest
{
    public const int Length = 26;
    private const int Bytes = 16;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    public static string Of(params ReadOnlySpan<string> texts)
    {
        var input = new ArrayBufferWriter<byte>();
        foreach (var text in texts)
        {
            BinaryPrimitives.WriteInt32BigEndian(input.GetSpan(sizeof(int)), Encoding.UTF8.GetByteCount(text));
            input.Advance(sizeof(int));
            Encoding.UTF8.GetBytes(text, input);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input.WrittenSpan, hash);
        return Write(hash[..Bytes]);
    }

    /// <summary>True for what <see cref="Of"/> writes: 128 bits have exactly one spelling.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text, int start = 0)
    {
        if (text is null || text.Length < start + Length)
            return false;
        var digest = text.AsSpan(start, Length);
        // 26 characters hold 130 bits: the last two must be zero, or one id would have four spellings.
        return !digest.ContainsAnyExcept(Letters) && Alphabet.IndexOf(digest[^1]) % 4 == 0;
    }

    private static string Write(ReadOnlySpan<byte> bytes)
    {
        var bits = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        Span<char> text = stackalloc char[Length];
        text[^1] = Alphabet[(int)(bits & 0b111) << 2];
        bits >>= 3;
        for (var at = Length - 2; at >= 0; at--, bits >>= 5)
            text[at] = Alphabet[(int)(bits & 0b11111)];
        return new string(text);
    }
}
