using System.Text.Json;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Reads expressions, loosest operators first.</summary>
internal sealed class ExpressionParser
{
    private static readonly string[][] Arithmetic = [["||"], ["|"], ["^"], ["&"], ["<<", ">>", ">>>"], ["+", "-"], ["*", "/", "%"]];

    private readonly TokenReader _tokens;
    private readonly QueryScopes _scopes;
    private readonly PrimaryParser _primary;

    public ExpressionParser(TokenReader tokens, QueryScopes scopes, IReadOnlyDictionary<string, JsonElement> parameters, Func<Query> readQuery)
    {
        _tokens = tokens;
        _scopes = scopes;
        _primary = new(tokens, scopes, parameters, Read, readQuery);
    }

    /// <summary>Reads the number that TOP, OFFSET and LIMIT take.</summary>
    public int Count()
    {
        var at = _tokens.Current;
        return _primary.Read() is Expression.Constant { Value: { Kind: ValueKind.Number, Number: >= 0 and <= int.MaxValue } value } && value.Number == Math.Floor(value.Number)
            ? (int)value.Number
            : throw Refusal.BadRequest($"Syntax error at position {at.At}: '{at.Text}' is not a whole number from 0 up.");
    }

    /// <summary>
    /// Reads a name and the properties after it. In FROM the container may go by any name; only the FROM of a subquery in an
    /// expression or a JOIN names something that is bound outside of it.
    /// </summary>
    public Expression ReadPath(bool ofContainer)
    {
        var name = _tokens.Name();
        return ReadMembers(_scopes.Name(ofContainer ? QueryParser.Root : name));
    }

    public Expression Read()
    {
        var value = ReadOr();
        while (_tokens.TrySymbol("??"))
        {
            value = new Expression.Binary("??", value, ReadOr());
        }
        if (!_tokens.TrySymbol("?"))
        {
            return value;
        }
        var then = Read();
        _tokens.Symbol(":");
        return new Expression.Conditional(value, then, Read());
    }

    private Expression ReadOr()
    {
        var left = ReadAnd();
        while (_tokens.TryWord("OR"))
        {
            left = new Expression.Binary("OR", left, ReadAnd());
        }
        return left;
    }

    private Expression ReadAnd()
    {
        var left = ReadNot();
        while (_tokens.TryWord("AND"))
        {
            left = new Expression.Binary("AND", left, ReadNot());
        }
        return left;
    }

    private Expression ReadNot() => _tokens.TryWord("NOT") ? new Expression.Unary("NOT", ReadNot()) : ReadComparison();

    private Expression ReadComparison()
    {
        var left = ReadArithmetic(0);
        while (true)
        {
            if (_tokens.Current is { Kind: TokenKind.Symbol, Text: "=" or "!=" or "<>" or "<" or ">" or "<=" or ">=" })
            {
                left = new Expression.Binary(_tokens.Take().Text, left, ReadArithmetic(0));
                continue;
            }
            var negated = _tokens.Current.IsWord("NOT") && (_tokens.Following.IsWord("IN") || _tokens.Following.IsWord("BETWEEN") || _tokens.Following.IsWord("LIKE"));
            if (negated)
            {
                _tokens.Take();
            }
            if (ReadTest(left) is not { } test)
            {
                return left;
            }
            left = negated ? new Expression.Unary("NOT", test) : test;
        }
    }

    private Expression? ReadTest(Expression operand)
    {
        if (_tokens.TryWord("IN"))
        {
            _tokens.Symbol("(");
            return new Expression.In(operand, _primary.ReadList(")"));
        }
        if (_tokens.TryWord("BETWEEN"))
        {
            var low = ReadArithmetic(0);
            _tokens.Word("AND");
            return new Expression.Binary("AND", new Expression.Binary(">=", operand, low), new Expression.Binary("<=", operand, ReadArithmetic(0)));
        }
        if (!_tokens.TryWord("LIKE"))
        {
            return null;
        }
        var pattern = ReadArithmetic(0);
        return new Expression.Like(operand, pattern, _tokens.TryWord("ESCAPE") ? ReadEscape() : null);
    }

    private char ReadEscape() => _tokens.Current is { Kind: TokenKind.Text, Text.Length: 1 } ? _tokens.Take().Text[0] : throw _tokens.Unexpected("one character");

    private Expression ReadArithmetic(int level)
    {
        if (level == Arithmetic.Length)
        {
            return ReadUnary();
        }
        var left = ReadArithmetic(level + 1);
        while (_tokens.Current.Kind == TokenKind.Symbol && Arithmetic[level].Contains(_tokens.Current.Text))
        {
            left = new Expression.Binary(_tokens.Take().Text, left, ReadArithmetic(level + 1));
        }
        return left;
    }

    private Expression ReadUnary() => _tokens.Current is { Kind: TokenKind.Symbol, Text: "-" or "+" or "~" }
        ? new Expression.Unary(_tokens.Take().Text, ReadUnary())
        : ReadMembers(_primary.Read());

    private Expression ReadMembers(Expression target)
    {
        while (true)
        {
            if (_tokens.TrySymbol("."))
            {
                // A property may be called as a keyword is.
                var name = _tokens.Current.Kind == TokenKind.Word ? _tokens.Take().Text : throw _tokens.Unexpected("a property");
                target = new Expression.Member(target, new Expression.Constant(Value.Of(name)));
            }
            else if (_tokens.TrySymbol("["))
            {
                target = new Expression.Member(target, Read());
                _tokens.Symbol("]");
            }
            else
            {
                return target;
            }
        }
    }
}
