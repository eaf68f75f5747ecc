using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>LIKE: % is any text, _ one character, [a-z] and [^a-z] one of a set.</summary>
internal static class LikePattern
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <exception cref="Refusal">400: the pattern cannot be read.</exception>
    public static bool Matches(string text, string pattern, char? escape)
    {
        try
        {
            const RegexOptions Options = RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
            return Regex.IsMatch(text, ToRegex(pattern, escape), Options, Longest);
        }
        catch (ArgumentException)
        {
            throw Refusal.BadRequest($"The LIKE pattern '{pattern}' cannot be read.");
        }
    }

    private static string ToRegex(string pattern, char? escape)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == escape && i + 1 < pattern.Length)
            {
                regex.Append(Regex.Escape(pattern[++i].ToString()));
            }
            else if (c == '[' && pattern.IndexOf(']', i) is > 0 and var end)
            {
                var set = pattern[(i + 1)..end].Replace(@"\", @"\\", StringComparison.Ordinal);
                regex.Append(CultureInfo.InvariantCulture, $"[{set}]");
                i = end;
            }
            else
            {
                regex.Append(c switch { '%' => ".*", '_' => ".", _ => Regex.Escape(c.ToString()) });
            }
        }
        return regex.Append(@"\z").ToString();
    }
}
