using System.Text.Json;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Reads expressions, loosest operators first.</summary>
internal sealed class ExpressionParser(TokenReader tokens, IReadOnlyDictionary<string, JsonElement> parameters, Func<Query> readQuery)
{
    private static readonly string[][] Arithmetic = [["||"], ["|"], ["^"], ["&"], ["<<", ">>", ">>>"], ["+", "-"], ["*", "/", "%"]];

    private static readonly HashSet<string> AggregateNames = new(["COUNT", "SUM", "MIN", "MAX", "AVG"], StringComparer.OrdinalIgnoreCase);

    private readonly Stack<(HashSet<string> Names, List<Expression.Aggregate> Aggregates)> _queries = new();

    /// <summary>Begins a query or a subquery.</summary>
    public void EnterQuery() => _queries.Push((new(StringComparer.Ordinal), []));

    /// <summary>Ends one: checks that its names are bound, here or outside, and returns its aggregates.</summary>
    public IReadOnlyList<Expression.Aggregate> LeaveQuery(IReadOnlyList<Source> sources)
    {
        var (names, aggregates) = _queries.Pop();
        names.ExceptWith(sources.Select(source => source.Alias));
        names.Remove(QueryParser.Root);
        if (_queries.TryPeek(out var outer))
        {
            outer.Names.UnionWith(names);
        }
        else if (names.Count > 0)
        {
            throw Refusal.BadRequest($"The name '{names.First()}' is bound by no FROM or JOIN.");
        }
        return aggregates;
    }

    /// <summary>Reads the number that TOP, OFFSET and LIMIT take.</summary>
    public int Count()
    {
        var at = tokens.Current;
        return ReadPrimary() is Expression.Constant { Value: { Kind: ValueKind.Number, Number: >= 0 and <= int.MaxValue } value } && value.Number == Math.Floor(value.Number)
            ? (int)value.Number
            : throw Refusal.BadRequest($"Syntax error at position {at.At}: '{at.Text}' is not a whole number from 0 up.");
    }

    /// <summary>
    /// Reads a name and the properties after it. In FROM the container may go by any name; only a subquery's FROM names
    /// something that is bound outside of it.
    /// </summary>
    public Expression ReadPath(bool beginsFrom)
    {
        var name = tokens.Name();
        return ReadMembers(Name(beginsFrom && _queries.Count == 1 ? QueryParser.Root : name));
    }

    public Expression Read()
    {
        var value = ReadOr();
        while (tokens.TrySymbol("??"))
        {
            value = new Expression.Binary("??", value, ReadOr());
        }
        if (!tokens.TrySymbol("?"))
        {
            return value;
        }
        var then = Read();
        tokens.Symbol(":");
        return new Expression.Conditional(value, then, Read());
    }

    private Expression ReadOr()
    {
        var left = ReadAnd();
        while (tokens.TryWord("OR"))
        {
            left = new Expression.Binary("OR", left, ReadAnd());
        }
        return left;
    }

    private Expression ReadAnd()
    {
        var left = ReadNot();
        while (tokens.TryWord("AND"))
        {
            left = new Expression.Binary("AND", left, ReadNot());
        }
        return left;
    }

    private Expression ReadNot() => tokens.TryWord("NOT") ? new Expression.Unary("NOT", ReadNot()) : ReadComparison();

    private Expression ReadComparison()
    {
        var left = ReadArithmetic(0);
        while (true)
        {
            if (tokens.Current is { Kind: TokenKind.Symbol, Text: "=" or "!=" or "<>" or "<" or ">" or "<=" or ">=" })
            {
                left = new Expression.Binary(tokens.Take().Text, left, ReadArithmetic(0));
                continue;
            }
            var negated = tokens.Current.IsWord("NOT") && (tokens.Following.IsWord("IN") || tokens.Following.IsWord("BETWEEN") || tokens.Following.IsWord("LIKE"));
            if (negated)
            {
                tokens.Take();
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
        if (tokens.TryWord("IN"))
        {
            tokens.Symbol("(");
            return new Expression.In(operand, ReadList(")"));
        }
        if (tokens.TryWord("BETWEEN"))
        {
            var low = ReadArithmetic(0);
            tokens.Word("AND");
            return new Expression.Binary("AND", new Expression.Binary(">=", operand, low), new Expression.Binary("<=", operand, ReadArithmetic(0)));
        }
        if (!tokens.TryWord("LIKE"))
        {
            return null;
        }
        var pattern = ReadArithmetic(0);
        return new Expression.Like(operand, pattern, tokens.TryWord("ESCAPE") ? ReadEscape() : null);
    }

    private char ReadEscape() => tokens.Current is { Kind: TokenKind.Text, Text.Length: 1 } ? tokens.Take().Text[0] : throw tokens.Unexpected("one character");

    private Expression ReadArithmetic(int level)
    {
        if (level == Arithmetic.Length)
        {
            return ReadUnary();
        }
        var left = ReadArithmetic(level + 1);
        while (tokens.Current.Kind == TokenKind.Symbol && Arithmetic[level].Contains(tokens.Current.Text))
        {
            left = new Expression.Binary(tokens.Take().Text, left, ReadArithmetic(level + 1));
        }
        return left;
    }

    private Expression ReadUnary() => tokens.Current is { Kind: TokenKind.Symbol, Text: "-" or "+" or "~" }
        ? new Expression.Unary(tokens.Take().Text, ReadUnary())
        : ReadMembers(ReadPrimary());

    private Expression ReadMembers(Expression target)
    {
        while (true)
        {
            if (tokens.TrySymbol("."))
            {
                // A property may be called as a keyword is.
                var name = tokens.Current.Kind == TokenKind.Word ? tokens.Take().Text : throw tokens.Unexpected("a property");
                target = new Expression.Member(target, new Expression.Constant(Value.Of(name)));
            }
            else if (tokens.TrySymbol("["))
            {
                target = new Expression.Member(target, Read());
                tokens.Symbol("]");
            }
            else
            {
                return target;
            }
        }
    }

    private Expression ReadPrimary()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                tokens.Take();
                return new Expression.Constant(Value.Of(token.Number));
            case TokenKind.Text:
                tokens.Take();
                return new Expression.Constant(Value.Of(token.Text));
            case TokenKind.Parameter:
                tokens.Take();
                return parameters.TryGetValue(token.Text, out var value) ? new Expression.Constant(Value.Of(value))
                    : throw Refusal.BadRequest($"The parameter {token.Text} has no value.");
            case TokenKind.Word:
                return ReadWord();
            case TokenKind.Symbol when tokens.TrySymbol("("):
                return ReadParenthesis();
            case TokenKind.Symbol when tokens.TrySymbol("["):
                return new Expression.NewArray(ReadList("]"));
            case TokenKind.Symbol when tokens.TrySymbol("{"):
                return ReadObject();
            default:
                throw tokens.Unexpected("a value");
        }
    }

    private Expression ReadWord()
    {
        Value? constant = tokens.TryWord("TRUE") ? Value.True
            : tokens.TryWord("FALSE") ? Value.False
            : tokens.TryWord("NULL") ? Value.Null
            : tokens.TryWord("UNDEFINED") ? Value.Undefined
            : null;
        if (constant is { } value)
        {
            return new Expression.Constant(value);
        }
        if (tokens.Current.IsWord("EXISTS") || (tokens.Current.IsWord("ARRAY") && tokens.Following.IsSymbol("(")))
        {
            var kind = tokens.Take().IsWord("EXISTS") ? SubqueryKind.Exists : SubqueryKind.Array;
            tokens.Symbol("(");
            return ReadSubquery(kind);
        }
        return tokens.Following.IsSymbol("(") ? ReadCall()
            : tokens.Current.IsWord("udf") && tokens.Following.IsSymbol(".") ? throw Refusal.NotImplemented("User-defined functions are not supported.")
            : Name(tokens.Name());
    }

    private Expression.Variable Name(string name)
    {
        _queries.Peek().Names.Add(name);
        return new(name);
    }

    private Expression ReadParenthesis()
    {
        if (tokens.Current.IsWord("SELECT"))
        {
            return ReadSubquery(SubqueryKind.Scalar);
        }
        var inner = Read();
        tokens.Symbol(")");
        return inner;
    }

    private Expression.Subquery ReadSubquery(SubqueryKind kind)
    {
        var query = readQuery();
        tokens.Symbol(")");
        return new(kind, query);
    }

    private Expression ReadCall()
    {
        var name = tokens.Take().Text;
        tokens.Symbol("(");
        if (AggregateNames.Contains(name))
        {
            var argument = Read();
            tokens.Symbol(")");
            var aggregate = new Expression.Aggregate(name.ToUpperInvariant(), argument);
            _queries.Peek().Aggregates.Add(aggregate);
            return aggregate;
        }
        var arguments = ReadList(")");
        return new Expression.Call(Functions.Find(name, arguments.Count), arguments);
    }

    private List<Expression> ReadList(string end)
    {
        var items = new List<Expression>();
        if (tokens.TrySymbol(end))
        {
            return items;
        }
        do
        {
            items.Add(Read());
        }
        while (tokens.TrySymbol(","));
        tokens.Symbol(end);
        return items;
    }

    private Expression.NewObject ReadObject()
    {
        var properties = new List<KeyValuePair<string, Expression>>();
        if (tokens.TrySymbol("}"))
        {
            return new(properties);
        }
        do
        {
            var name = tokens.Current.Kind is TokenKind.Text or TokenKind.Word ? tokens.Take().Text : throw tokens.Unexpected("a property");
            tokens.Symbol(":");
            properties.Add(new(name, Read()));
        }
        while (tokens.TrySymbol(","));
        tokens.Symbol("}");
        return new(properties);
    }
}
