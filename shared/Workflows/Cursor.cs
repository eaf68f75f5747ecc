using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Serverless.Workflows;

/// <summary>Cursors look like noise (base64url), so that nobody builds one by hand and we may change what they hold.</summary>
internal static class Cursor
{
    /// <summary>A place in a list that is ordered by time, then by id.</summary>
    public static string Write(DateTimeOffset at, string id) => Write($"{at.UtcTicks}.{id}");

    /// <summary>Reads such a place, or null when the cursor is none.</summary>
    public static (DateTimeOffset At, string Id)? ReadPlace(string cursor) =>
        Read(cursor)?.Split('.', 2) is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTimeOffset.MaxValue.UtcTicks
            ? (new DateTimeOffset(at, TimeSpan.Zero), id)
            : null;

    public static string Write(string position) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(position));

    /// <summary>Reads a cursor, or null when it is none.</summary>
    public static string? Read(string cursor) =>
        Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : null;
}
