using System.Text;

namespace Serverless.Client.Tests.Tour;

/// <summary>A command as a shell takes it apart: the part of its grammar that the README uses.</summary>
internal static class ShellLine
{
    /// <summary>What a reader fills in.</summary>
    private const string Open = "<id>";

    /// <summary>The words, with quotes gone and variables filled in. Single quotes keep everything as it is.</summary>
    /// <exception cref="FormatException">It uses something that is not known here.</exception>
    public static IReadOnlyList<string> Words(string line, IReadOnlyDictionary<string, string> variables)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, begun) = ('\0', false);
        for (var at = 0; at < line.Length; at++)
        {
            switch (line[at])
            {
                case var c when quote == '\'' && c != quote:
                    word.Append(c);
                    break;
                case '\'' or '"' when quote == '\0':
                    (quote, begun) = (line[at], true);
                    break;
                case var c when c == quote:
                    quote = '\0';
                    break;
                case '<' when line.AsSpan(at).StartsWith(Open):
                    word.Append(Open);
                    (at, begun) = (at + Open.Length - 1, true);
                    break;
                case '$':
                    var end = at + 1;
                    while (end < line.Length && (char.IsAsciiLetterUpper(line[end]) || line[end] == '_'))
                    {
                        end++;
                    }
                    var name = line[(at + 1)..end];
                    word.Append(variables.TryGetValue(name, out var value) ? value : throw new FormatException($"${name} is not set: {line}"));
                    (at, begun) = (end - 1, true);
                    break;
                case '\\' or '`' or '|' or '<' or '>' or ';' or '&' when quote == '\0':
                    throw new FormatException($"'{line[at]}' is not known here: {line}");
                case ' ' or '\n' when quote == '\0':
                    if (begun)
                    {
                        words.Add(word.ToString());
                    }
                    (_, begun) = (word.Clear(), false);
                    break;
                default:
                    word.Append(line[at]);
                    begun = true;
                    break;
            }
        }
        if (quote != '\0')
        {
            throw new FormatException($"A quote is not closed: {line}");
        }
        return begun ? [.. words, word.ToString()] : words;
    }
}
