using System.Globalization;
using System.Text;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Splits a query's text.</summary>
internal static class Tokenizer
{
    // Longer symbols first.
    private static readonly string[] Symbols =
    [
        ">>>", "<=", ">=", "!=", "<>", "||", "??", "<<", ">>", "=", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "~",
        "?", ":", "(", ")", "[", "]", "{", "}", ",", ".",
    ];

    /// <exception cref="Refusal">400: the text holds something that no query does.</exception>
    public static List<Token> Split(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (SkipSpace(text, ref at))
        {
            tokens.Add(Next(text, ref at));
        }
        tokens.Add(new(TokenKind.End, "end of query", text.Length));
        return tokens;
    }

    private static bool SkipSpace(string text, ref int at)
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text.AsSpan(at).StartsWith("--"))
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else
            {
                return true;
            }
        }
        return false;
    }

    private static Token Next(string text, ref int at)
    {
        var start = at;
        var c = text[at];
        if (c is '\'' or '"')
        {
            return new(TokenKind.Text, Quoted(text, ref at), start);
        }
        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            return Number(text, ref at);
        }
        if (IsWordPart(c) || c == '@')
        {
            do
            {
                at++;
            }
            while (at < text.Length && IsWordPart(text[at]));
            return new(c == '@' ? TokenKind.Parameter : TokenKind.Word, text[start..at], start);
        }
        var rest = text[at..Math.Min(text.Length, at + 3)];
        var symbol = Symbols.FirstOrDefault(symbol => rest.StartsWith(symbol, StringComparison.Ordinal))
            ?? throw Refusal.BadRequest($"Syntax error at position {start}: '{c}' has no meaning here.");
        at += symbol.Length;
        return new(TokenKind.Symbol, symbol, start);
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';

    private static Token Number(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '.' or 'e' or 'E' || (text[at] is '+' or '-' && text[at - 1] is 'e' or 'E')))
        {
            at++;
        }
        return double.TryParse(text.AsSpan(start, at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new(TokenKind.Number, text[start..at], start, number)
            : throw Refusal.BadRequest($"Syntax error at position {start}: '{text[start..at]}' is not a number.");
    }

    private static string Quoted(string text, ref int at)
    {
        var (start, quote) = (at, text[at]);
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == quote)
            {
                at++;
                return value.ToString();
            }
            value.Append(text[at] == '\\' ? Escaped(text, ref at) : text[at]);
        }
        throw Refusal.BadRequest($"Syntax error at position {start}: the string does not end.");
    }

    private static char Escaped(string text, ref int at)
    {
        if (++at >= text.Length)
        {
            throw Refusal.BadRequest("Syntax error: the query ends within an escape.");
        }
        switch (text[at])
        {
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'u' when at + 4 < text.Length && ushort.TryParse(text.AsSpan(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code):
                at += 4;
                return (char)code;
            default: return text[at];
        }
    }
}
