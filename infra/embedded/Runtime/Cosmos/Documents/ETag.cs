using System.Globalization;

namespace Serverless.Embedded.Cosmos.Documents;

/// <summary>A document's ETag is its LSN: 16 hexadecimal digits in quotes.</summary>
internal static class ETag
{
    public const int Digits = 16;

    public static string Of(long lsn) => string.Create(CultureInfo.InvariantCulture, $"\"{lsn:x16}\"");

    /// <summary>Whether an If-Match or If-None-Match value names this version; <c>*</c> names any.</summary>
    public static bool Names(string value, long lsn) =>
        value == "*" || (long.TryParse(value.AsSpan().Trim('"'), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var named) && named == lsn);
}
