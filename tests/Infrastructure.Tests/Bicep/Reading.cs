namespace Serverless.Infrastructure.Tests.Bicep;

/// <summary>Finding one's way in a list of tokens.</summary>
internal static class Reading
{
    /// <summary>How much deeper what follows a token is: 1 behind an opening bracket, -1 behind a closing one.</summary>
    public static int Depth(Token token) => token.Kind == TokenKind.Symbol
        ? token.Value switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 }
        : 0;

    /// <summary>The index of the bracket that closes the one at <paramref name="open"/>.</summary>
    public static int Close(IReadOnlyList<Token> tokens, int open)
    {
        var depth = 0;
        for (var at = open; at < tokens.Count; at++)
        {
            depth += Depth(tokens[at]);
            if (depth == 0)
                return at;
        }
        throw new FormatException($"line {tokens[open].Line}: '{tokens[open].Value}' is not closed");
    }

    public static int IndexAtDepth(IReadOnlyList<Token> tokens, string symbol, int wanted)
    {
        var depth = 0;
        for (var at = 0; at < tokens.Count; at++)
        {
            depth += Depth(tokens[at]);
            if (depth == wanted && tokens[at].Is(symbol))
                return at;
        }
        throw new FormatException($"line {tokens[0].Line}: there is no '{symbol}'");
    }

    /// <summary>The members of the object that the tokens begin with; none where they do not begin with one.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Token>> Members(IReadOnlyList<Token> tokens)
    {
        var members = new Dictionary<string, IReadOnlyList<Token>>();
        var inside = tokens.SkipWhile(token => token.Kind == TokenKind.NewLine).ToList();
        if (inside.Count == 0 || !inside[0].Is("{"))
            return members;
        inside = inside[1..Close(inside, 0)];
        for (var at = 0; at < inside.Count;)
        {
            if (inside[at].Kind == TokenKind.NewLine || inside[at].Is(","))
            {
                at++;
                continue;
            }
            if (at + 1 >= inside.Count || !inside[at + 1].Is(":"))
                throw new FormatException($"line {inside[at].Line}: '{inside[at].Value}' should be a name and a colon");
            var end = MemberEnd(inside, at + 2);
            if (!members.TryAdd(inside[at].Value, inside[(at + 2)..end]))
                throw new FormatException($"line {inside[at].Line}: '{inside[at].Value}' is there twice");
            at = end;
        }
        return members;
    }

    private static int MemberEnd(List<Token> tokens, int from)
    {
        var depth = 0;
        var at = from;
        for (; at < tokens.Count; at++)
        {
            depth += Depth(tokens[at]);
            if (depth == 0 && (tokens[at].Kind == TokenKind.NewLine || tokens[at].Is(",")))
                break;
        }
        return at;
    }
}
