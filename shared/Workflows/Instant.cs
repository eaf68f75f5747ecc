using System.Globalization;

namespace Serverless.Workflows;

/// <summary>Points in time as clients write them.</summary>
internal static class Instant
{
    private static readonly string[] InstantsAndDays =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>
    /// Reads an instant of RFC 3339, or a day, which begins at midnight UTC. Null when there is none, and when it is none: then an error
    /// says so.
    /// </summary>
    public static DateTimeOffset? Read(string? text, string pointer, List<InvalidField> errors)
    {
        if (text is null)
            return null;
        if (DateTimeOffset.TryParseExact(text, InstantsAndDays, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return instant;

        errors.Add(new InvalidField(pointer, "invalid_time", "An instant like 2026-03-01T12:00:00Z, or a day like 2026-03-01."));
        return null;
    }
}
