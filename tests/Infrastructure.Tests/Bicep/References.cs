namespace Serverless.Infrastructure.Tests.Bicep;

/// <summary>The names that an expression uses, less those that it makes itself for loops and lambdas.</summary>
internal sealed class References
{
    private static readonly string[] Words = ["for", "in", "if", "true", "false", "null"];

    private readonly HashSet<string> _own = [];

    private References(IReadOnlyList<Token> tokens)
    {
        FindOwn(tokens);
        Find(tokens);
        Names.RemoveAll(name => _own.Contains(name.Value));
    }

    /// <summary>Names of declarations.</summary>
    public List<Token> Names { get; } = [];

    /// <summary>Names of functions that are called.</summary>
    public List<Token> Functions { get; } = [];

    public static References In(IReadOnlyList<Token> tokens) => new(tokens);

    private void FindOwn(IReadOnlyList<Token> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            FindOwn(tokens[at].Inside);
            if (tokens[at].Is("for"))
                _own.UnionWith(Named(tokens.Skip(at + 1).TakeWhile(token => !token.Is("in"))));
            else if (tokens[at].Is("=>"))
                _own.UnionWith(Parameters(tokens, at - 1));
        }
    }

    private static IEnumerable<string> Parameters(IReadOnlyList<Token> tokens, int last)
    {
        if (!tokens[last].Is(")"))
            return [tokens[last].Value];
        var first = last;
        while (!tokens[first].Is("("))
            first--;
        return Named(tokens.Skip(first).Take(last - first));
    }

    private static IEnumerable<string> Named(IEnumerable<Token> tokens) =>
        tokens.Where(token => token.Kind == TokenKind.Name).Select(token => token.Value);

    private void Find(IReadOnlyList<Token> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            Find(tokens[at].Inside);
            if (tokens[at].Kind != TokenKind.Name || Words.Contains(tokens[at].Value) || IsMember(tokens, at))
                continue;
            (at + 1 < tokens.Count && tokens[at + 1].Is("(") ? Functions : Names).Add(tokens[at]);
        }
    }

    /// <summary>Whether the name is one behind a dot, or a key of an object.</summary>
    private static bool IsMember(IReadOnlyList<Token> tokens, int at)
    {
        var before = at > 0 ? tokens[at - 1] : null;
        if (before is not null && (before.Is(".") || before.Is(".?") || before.Is("::")))
            return true;
        var opens = before is null || before.Kind == TokenKind.NewLine || before.Is("{") || before.Is(",");
        return opens && at + 1 < tokens.Count && tokens[at + 1].Is(":");
    }
}
