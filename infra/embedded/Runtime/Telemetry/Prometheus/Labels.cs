using System.Globalization;
using System.Text;

namespace Serverless.Embedded.Telemetry.Prometheus;

/// <summary>The tags of a measurement as Prometheus writes them, <c>a="1",b="x"</c>: the same tags in any order are the same text.</summary>
internal static class Labels
{
    /// <summary>What a measurement is counted under when an instrument has too many combinations of tags.</summary>
    public const string Overflow = "otel_metric_overflow=\"true\"";

    public static string Of(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        switch (tags.Length)
        {
            case 0:
                return "";
            case 1:
                return Append(new StringBuilder(), tags[0]).ToString();
            default:
                var sorted = tags.ToArray();
                Array.Sort(sorted, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
                var text = new StringBuilder(64);
                foreach (var tag in sorted)
                {
                    Append(text.Length == 0 ? text : text.Append(','), tag);
                }
                return text.ToString();
        }
    }

    /// <summary>A name with nothing in it that Prometheus does not allow.</summary>
    public static string Name(string name) =>
        string.Create(name.Length, name, static (span, name) =>
        {
            for (var at = 0; at < span.Length; at++)
            {
                span[at] = char.IsAsciiLetter(name[at]) || (at > 0 && char.IsAsciiDigit(name[at])) ? name[at] : '_';
            }
        });

    private static StringBuilder Append(StringBuilder text, KeyValuePair<string, object?> tag)
    {
        text.Append(Name(tag.Key)).Append("=\"");
        foreach (var sign in Convert.ToString(tag.Value is bool flag ? (flag ? "true" : "false") : tag.Value, CultureInfo.InvariantCulture) ?? "")
        {
            _ = sign switch
            {
                '\\' => text.Append(@"\\"),
                '"' => text.Append("\\\""),
                '\n' => text.Append(@"\n"),
                _ => text.Append(sign),
            };
        }
        return text.Append('"');
    }
}
