using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Serverless.Contract;

/// <summary>The formats that the document uses: here they are rules, and not mere hints.</summary>
internal static partial class SchemaFormats
{
    public static string? Broken(string format, JsonNode? value) => (format, SchemaRules.Text(value), SchemaRules.Number(value)) switch
    {
        ("date", { } text, _) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : $"'{text}' is no day",
        ("date-time", { } text, _) => Instant().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) ? null : $"'{text}' is no time of RFC 3339",
        ("uri", { } text, _) => Uri.TryCreate(text, UriKind.Absolute, out _) ? null : $"'{text}' is no address",
        ("uri-reference", { } text, _) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _) ? null : $"'{text}' is no address",
        ("int32", _, { } number) => number is >= int.MinValue and <= int.MaxValue ? null : "does not fit 32 bits",
        ("int64", _, { } number) => number is >= long.MinValue and <= long.MaxValue ? null : "does not fit 64 bits",
        ("date" or "date-time" or "uri" or "uri-reference" or "int32" or "int64", _, _) => null,
        _ => throw new NotSupportedException($"The format '{format}' is not checked: teach {nameof(SchemaFormats)} what it means."),
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", RegexOptions.ECMAScript)]
    private static partial Regex Instant();
}
