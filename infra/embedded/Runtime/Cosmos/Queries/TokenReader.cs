namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Walks over a query's tokens.</summary>
internal sealed class TokenReader(List<Token> tokens)
{
    private int _at;

    public Token Current => tokens[_at];

    public Token Following => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    public Token Take() => tokens[_at == tokens.Count - 1 ? _at : _at++];

    public bool TrySymbol(string symbol) => Try(Current.IsSymbol(symbol));

    public bool TryWord(string word) => Try(Current.IsWord(word));

    /// <summary>Takes two words that only mean something together.</summary>
    public bool TryWords(string first, string second)
    {
        if (!Current.IsWord(first) || !Following.IsWord(second))
        {
            return false;
        }
        Take();
        Take();
        return true;
    }

    public void Symbol(string symbol)
    {
        if (!TrySymbol(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    public void Word(string word)
    {
        if (!TryWord(word))
        {
            throw Unexpected(word);
        }
    }

    public string Name() => Current.Kind == TokenKind.Word && !Keywords.Are(Current.Text) ? Take().Text : throw Unexpected("a name");

    public Refusal Unexpected(string expected) =>
        Refusal.BadRequest($"Syntax error at position {Current.At}: found '{Current.Text}', expected {expected}.");

    private bool Try(bool matches)
    {
        if (matches)
        {
            Take();
        }
        return matches;
    }
}

/// <summary>The words that cannot be names.</summary>
internal static class Keywords
{
    private static readonly HashSet<string> All = new(StringComparer.OrdinalIgnoreCase)
    {
        "SELECT", "DISTINCT", "TOP", "VALUE", "AS", "FROM", "IN", "JOIN", "WHERE", "GROUP", "ORDER", "BY", "ASC", "DESC", "OFFSET", "LIMIT",
        "AND", "OR", "NOT", "BETWEEN", "LIKE", "ESCAPE", "EXISTS", "TRUE", "FALSE", "NULL", "UNDEFINED",
    };

    public static bool Are(string word) => All.Contains(word);
}
