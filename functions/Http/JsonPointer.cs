using System.Text;
using System.Text.Json;

namespace Serverless.Functions.Http;

/// <summary>Says where in a body something is wrong, as RFC 6901 has it.</summary>
internal static class JsonPointer
{
    /// <summary>From the path of a <see cref="JsonException"/>: <c>$.lines[0].quantity</c> is <c>/lines/0/quantity</c>.</summary>
    public static string FromPath(string? path)
    {
        var pointer = new StringBuilder();
        var rest = path.AsSpan().TrimStart('$');
        while (!rest.IsEmpty)
        {
            var quoted = rest.StartsWith("['");
            var start = quoted ? 2 : 1;
            var end = quoted ? rest.IndexOf("']") : rest[0] == '[' ? rest.IndexOf(']') : EndOfName(rest);
            end = end < 0 ? rest.Length : end;
            pointer.Append('/').Append(rest[start..end].ToString().Replace("~", "~0").Replace("/", "~1"));
            rest = rest[Math.Min(end + (quoted ? 2 : rest[0] == '[' ? 1 : 0), rest.Length)..];
        }
        return pointer.ToString();
    }

    /// <summary>What the reader found, without the names of our types, which its message ends with.</summary>
    public static string Explain(JsonException bad) => bad switch
    {
        _ when bad.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) => "This field is not known here.",
        _ when bad.Message.Contains("was missing required properties", StringComparison.Ordinal) => Missing(bad.Message),
        _ when bad.Message.Contains("could not be converted", StringComparison.Ordinal) => "The value is of another type than expected.",
        _ when bad.Message.Contains("uplicate propert", StringComparison.Ordinal) => "This field is given twice.",
        _ when bad.Message.Contains("doesn't allow setting null", StringComparison.Ordinal)
            || bad.Message.Contains("disallows null", StringComparison.Ordinal) => "The value may not be null.",
        _ => $"Not valid JSON (line {bad.LineNumber + 1}, byte {bad.BytePositionInLine + 1}).",
    };

    private static string Missing(string message) =>
        message.LastIndexOf(": ", StringComparison.Ordinal) is > 0 and var at
            ? $"Missing: {message[(at + 2)..].TrimEnd('.')}."
            : "A required field is missing.";

    private static int EndOfName(ReadOnlySpan<char> rest)
    {
        var end = rest[1..].IndexOfAny('.', '[');
        return end < 0 ? -1 : end + 1;
    }
}
