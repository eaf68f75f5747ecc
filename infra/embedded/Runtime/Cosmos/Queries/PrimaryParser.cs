using System.Text.Json;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Reads what operators stand between: constants, parameters, names, calls, subqueries, arrays and objects.</summary>
internal sealed class PrimaryParser(
    TokenReader tokens, QueryScopes scopes, IReadOnlyDictionary<string, JsonElement> parameters, Func<Expression> readExpression, Func<Query> readQuery)
{
    private static readonly HashSet<string> AggregateNames = new(["COUNT", "COUNTIF", "SUM", "MIN", "MAX", "AVG"], StringComparer.OrdinalIgnoreCase);

    public Expression Read()
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
            : scopes.Name(tokens.Name());
    }

    private Expression ReadParenthesis()
    {
        if (tokens.Current.IsWord("SELECT"))
        {
            return ReadSubquery(SubqueryKind.Scalar);
        }
        var inner = readExpression();
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
            var argument = readExpression();
            tokens.Symbol(")");
            var aggregate = new Expression.Aggregate(name.ToUpperInvariant(), argument);
            scopes.Add(aggregate);
            return aggregate;
        }
        var arguments = ReadList(")");
        return new Expression.Call(Functions.Find(name, arguments.Count), arguments);
    }

    public List<Expression> ReadList(string end)
    {
        var items = new List<Expression>();
        if (tokens.TrySymbol(end))
        {
            return items;
        }
        do
        {
            items.Add(readExpression());
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
            properties.Add(new(name, readExpression()));
        }
        while (tokens.TrySymbol(","));
        tokens.Symbol("}");
        return new(properties);
    }
}
