using System.Globalization;

namespace Serverless.Embedded.Host.Settings.HostFile;

/// <summary>What a setting may be.</summary>
/// <param name="Range">In words that follow "it should be".</param>
/// <param name="Parse">Says whether a text is so, and what it means.</param>
internal sealed record Kind<T>(string Range, Func<string, (bool IsValid, T Value)> Parse);

/// <summary>The kinds that there are.</summary>
internal static class Kind
{
    public static Kind<string?> Text { get; } = new("a text", text => (true, text));

    public static Kind<bool> Flag { get; } = new("true or false", text => (bool.TryParse(text, out var value), value));

    /// <summary>How many at most; null is no limit.</summary>
    public static Kind<int?> Limit { get; } = new("a whole number from 1, or -1 for no limit", text =>
        IsWhole(text, out var value) && value is -1 or > 0 ? (true, value < 0 ? null : value) : default);

    public static Kind<int> Integer(int least, int most = int.MaxValue) => new(
        most == int.MaxValue ? $"a whole number from {least}" : $"a whole number from {least} to {most}",
        text => (IsWhole(text, out var value) && value >= least && value <= most, value));

    /// <summary>A number alone is refused: the official host would take it for days.</summary>
    public static Kind<TimeSpan> Span(TimeSpan least, TimeSpan? most = null) => new(
        most is { } longest ? $"a time span from {InWords(least)} to {InWords(longest)}" : $"a time span such as 00:05:00, from {InWords(least)}",
        text => (IsSpan(text, out var value) && value >= least && value <= (most ?? TimeSpan.MaxValue), value));

    /// <summary>A time span; null is no limit.</summary>
    public static Kind<TimeSpan?> Patience(TimeSpan least) => new(
        $"a time span such as 00:05:00, from {InWords(least)}, or -1 for no limit",
        text => text == "-1" ? (true, null) : (IsSpan(text, out var value) && value >= least, value));

    /// <summary>One of several words, whatever its case.</summary>
    public static Kind<string?> Choice(params string[] words) => new(string.Join(" or ", words), text =>
        (words.Contains(text, StringComparer.OrdinalIgnoreCase), words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase))));

    /// <summary>A time span as host.json has it, without zeros after its seconds.</summary>
    public static string InWords(TimeSpan span) =>
        span.ToString("c") is var text && text.LastIndexOf('.') > text.LastIndexOf(':') ? text.TrimEnd('0') : text;

    private static bool IsWhole(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool IsSpan(string text, out TimeSpan value) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value) && text.Contains(':', StringComparison.Ordinal);
}
