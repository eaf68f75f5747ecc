using System.Buffers.Text;
using System.Text;

namespace Serverless.Workflows;

/// <summary>Cursors look like noise (base64url), so that nobody builds one by hand and we may change what they hold.</summary>
internal static class Cursor
{
    public static string Write(string position) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(position));

    /// <summary>Reads a cursor, or null when it is none.</summary>
    public static string? Read(string cursor) =>
        Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : null;
}
