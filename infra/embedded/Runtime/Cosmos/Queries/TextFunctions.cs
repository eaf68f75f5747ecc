using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Functions of texts. With an argument of another kind they are undefined.</summary>
internal static class TextFunctions
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    public static readonly Function[] All =
    [
        new("CONCAT", 2, int.MaxValue, args => args.All(IsText) ? Value.Of(string.Concat(args.Select(arg => arg.Text))) : Value.Undefined),
        new("CONTAINS", 2, 3, args => Texts(args, 2, () => Value.Of(args[0].Text.Contains(args[1].Text, Case(args, 2))))),
        new("STARTSWITH", 2, 3, args => Texts(args, 2, () => Value.Of(args[0].Text.StartsWith(args[1].Text, Case(args, 2))))),
        new("ENDSWITH", 2, 3, args => Texts(args, 2, () => Value.Of(args[0].Text.EndsWith(args[1].Text, Case(args, 2))))),
        new("STRINGEQUALS", 2, 3, args => Texts(args, 2, () => Value.Of(args[0].Text.Equals(args[1].Text, Case(args, 2))))),
        new("INDEX_OF", 2, 3, args => Texts(args, 2, () => IndexOf(args))),
        new("LEFT", 2, 2, args => Texts(args, 1, () => Part(args[0].Text, Value.Of(0), args[1]))),
        new("RIGHT", 2, 2, args => Texts(args, 1, () => Part(args[0].Text, Value.Of(Math.Max(0, args[0].Text.Length - args[1].Number)), args[1]))),
        new("SUBSTRING", 3, 3, args => Texts(args, 1, () => Part(args[0].Text, args[1], args[2]))),
        new("LENGTH", 1, 1, args => Texts(args, 1, () => Value.Of(args[0].Text.Length))),
        new("LOWER", 1, 2, args => Texts(args, 1, () => Value.Of(args[0].Text.ToLowerInvariant()))),
        new("UPPER", 1, 2, args => Texts(args, 1, () => Value.Of(args[0].Text.ToUpperInvariant()))),
        new("TRIM", 1, 1, args => Texts(args, 1, () => Value.Of(args[0].Text.Trim()))),
        new("LTRIM", 1, 1, args => Texts(args, 1, () => Value.Of(args[0].Text.TrimStart()))),
        new("RTRIM", 1, 1, args => Texts(args, 1, () => Value.Of(args[0].Text.TrimEnd()))),
        new("REPLACE", 3, 3, args => Texts(args, 3, () => Replace(args))),
        new("REVERSE", 1, 1, args => Texts(args, 1, () => Value.Of(new string([.. args[0].Text.Reverse()])))),
        new("REGEXMATCH", 2, 3, args => Texts(args, args.Length, () => Value.Of(Matches(args)))),
        new("TOSTRING", 1, 1, args => ToText(args[0])),
        new("STRINGTONUMBER", 1, 1, args => Parsed(args, ValueKind.Number)),
        new("STRINGTOBOOLEAN", 1, 1, args => Parsed(args, ValueKind.Boolean)),
        new("STRINGTONULL", 1, 1, args => Parsed(args, ValueKind.Null)),
        new("STRINGTOARRAY", 1, 1, args => Parsed(args, ValueKind.Array)),
        new("STRINGTOOBJECT", 1, 1, args => Parsed(args, ValueKind.Object)),
    ];

    private static bool IsText(Value value) => value.Kind == ValueKind.String;

    private static Value Texts(Value[] args, int first, Func<Value> compute) => args.Take(first).All(IsText) ? compute() : Value.Undefined;

    private static StringComparison Case(Value[] args, int at) =>
        args.Length > at && args[at].IsTrue ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private static Value IndexOf(Value[] args)
    {
        var start = args.Length > 2 ? args[2].Number : 0;
        return start < 0 || start > args[0].Text.Length ? Value.Of(-1) : Value.Of(args[0].Text.IndexOf(args[1].Text, (int)start, StringComparison.Ordinal));
    }

    private static Value Part(string text, Value from, Value length)
    {
        if (from.Kind != ValueKind.Number || length.Kind != ValueKind.Number)
        {
            return Value.Undefined;
        }
        var start = (int)Math.Clamp(from.Number, 0, text.Length);
        return Value.Of(text.Substring(start, (int)Math.Clamp(length.Number, 0, text.Length - start)));
    }

    private static Value Replace(Value[] args) =>
        args[1].Text.Length == 0 ? args[0] : Value.Of(args[0].Text.Replace(args[1].Text, args[2].Text, StringComparison.Ordinal));

    private static bool Matches(Value[] args)
    {
        var options = RegexOptions.CultureInvariant;
        foreach (var option in args.Length > 2 ? args[2].Text : "")
        {
            options |= option switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                _ => throw Refusal.BadRequest($"RegexMatch has no modifier '{option}'."),
            };
        }
        try
        {
            return Regex.IsMatch(args[0].Text, args[1].Text, options, LongestMatch);
        }
        catch (Exception failure) when (failure is ArgumentException or RegexMatchTimeoutException)
        {
            throw Refusal.BadRequest($"RegexMatch cannot use the pattern '{args[1].Text}': {failure.Message}");
        }
    }

    private static Value ToText(Value value) => value.Kind switch
    {
        ValueKind.String => value,
        ValueKind.Number => Value.Of(value.Number.ToString("R", CultureInfo.InvariantCulture)),
        ValueKind.Boolean => Value.Of(value.IsTrue ? "true" : "false"),
        ValueKind.Null => Value.Of("null"),
        ValueKind.Undefined => value,
        _ => Value.Of(System.Text.Encoding.UTF8.GetString(QueryOutput.Write(value))),
    };

    private static Value Parsed(Value[] args, ValueKind kind) => Texts(args, 1, () =>
    {
        try
        {
            var value = Value.Of(JsonElement.Parse(args[0].Text));
            return value.Kind == kind ? value : Value.Undefined;
        }
        catch (JsonException)
        {
            return Value.Undefined;
        }
    });
}
