using System.Text.Json;

namespace Serverless.Embedded.Cosmos.Queries;

/// <summary>Reads a query: SELECT, FROM, WHERE, GROUP BY, ORDER BY, OFFSET and LIMIT. <see cref="ExpressionParser"/> reads what stands in them.</summary>
internal sealed class QueryParser
{
    /// <summary>The name under which a document is bound whatever FROM calls it.</summary>
    public const string Root = "ROOT";

    private readonly TokenReader _tokens;
    private readonly QueryScopes _scopes = new();
    private readonly ExpressionParser _expressions;

    private QueryParser(string text, IReadOnlyDictionary<string, JsonElement> parameters)
    {
        _tokens = new(Tokenizer.Split(text));
        _expressions = new(_tokens, _scopes, parameters, () => ReadQuery());
    }

    /// <exception cref="Refusal">400: it is not a query; 501: it uses what the endpoint lacks.</exception>
    public static Query Parse(string text, IReadOnlyDictionary<string, JsonElement> parameters)
    {
        var parser = new QueryParser(text, parameters);
        var query = parser.ReadQuery(overContainer: true);
        return parser._tokens.Current.Kind == TokenKind.End ? query : throw parser._tokens.Unexpected("the end of the query");
    }

    /// <summary>Reads a patch's condition: a query without SELECT.</summary>
    /// <exception cref="Refusal">400: it is none.</exception>
    public static Query ParseCondition(string text) => Parse($"SELECT VALUE 1 {text}", new Dictionary<string, JsonElement>());

    /// <param name="overContainer">FROM begins with the container; in other subqueries it begins with a name of the query around it.</param>
    private Query ReadQuery(bool overContainer = false)
    {
        _scopes.Enter();
        _tokens.Word("SELECT");
        var distinct = _tokens.TryWord("DISTINCT");
        var top = _tokens.TryWord("TOP") ? _expressions.Count() : (int?)null;
        var isValue = _tokens.TryWord("VALUE");
        var projection = isValue ? _expressions.Read() : _tokens.TrySymbol("*") ? null : ReadProjection();
        var sources = _tokens.TryWord("FROM") ? ReadSources(overContainer) : [];
        if (projection is null && sources.Count != 1)
        {
            throw Refusal.BadRequest("SELECT * needs FROM with one source and no JOIN.");
        }
        var where = _tokens.TryWord("WHERE") ? _expressions.Read() : null;
        var groupBy = _tokens.TryWords("GROUP", "BY") ? ReadGrouping() : [];
        var orderBy = _tokens.TryWords("ORDER", "BY") ? ReadOrdering() : [];
        var offset = _tokens.TryWord("OFFSET") ? _expressions.Count() : 0;
        var limit = _tokens.TryWord("LIMIT") ? _expressions.Count() : (int?)null;
        var query = new Query(distinct, top, projection, isValue, sources, where, orderBy, offset, limit)
        {
            Aggregates = _scopes.Leave(sources),
            GroupBy = groupBy,
        };
        if (query.IsGrouped)
        {
            SelectRules.Check(query);
        }
        return query;
    }

    private Expression.NewObject ReadProjection()
    {
        var properties = new List<KeyValuePair<string, Expression>>();
        var unnamed = 0;
        do
        {
            var expression = _expressions.Read();
            var name = _tokens.TryWord("AS") || (_tokens.Current.Kind == TokenKind.Word && !Keywords.Are(_tokens.Current.Text)) ? _tokens.Name()
                : NameOf(expression) ?? $"${++unnamed}";
            properties.Add(new(name, expression));
        }
        while (_tokens.TrySymbol(","));
        return new(properties);
    }

    private static string? NameOf(Expression expression) => expression switch
    {
        Expression.Variable variable => variable.Name,
        Expression.Member { Key: Expression.Constant { Value: { Kind: ValueKind.String } name } } => name.Text,
        _ => null,
    };

    private List<Source> ReadSources(bool overContainer)
    {
        var sources = new List<Source> { ReadSource(overContainer) };
        while (_tokens.TryWord("JOIN"))
        {
            sources.Add(ReadSource(ofContainer: false));
        }
        return sources;
    }

    private Source ReadSource(bool ofContainer)
    {
        if (_tokens.Current.Kind == TokenKind.Word && _tokens.Following.IsWord("IN"))
        {
            var item = _tokens.Name();
            _tokens.Word("IN");
            return new(item, ReadCollection(ofContainer), Iterates: true);
        }
        if (ofContainer && _tokens.TrySymbol("("))
        {
            var inner = ReadQuery(overContainer: true);
            _tokens.Symbol(")");
            return new(ReadAlias() ?? Root, null, Iterates: false) { Results = inner };
        }
        if (_tokens.Current.IsSymbol("("))
        {
            var results = ReadCollection(ofContainer);
            return new(ReadAlias() ?? throw _tokens.Unexpected("a name for the subquery"), results, Iterates: true);
        }
        var name = _tokens.Current.Text;
        var collection = ReadCollection(ofContainer);
        return collection is Expression.Variable { Name: Root } && ofContainer
            ? new(ReadAlias() ?? name, null, Iterates: false)
            : new(ReadAlias() ?? NameOf(collection) ?? throw _tokens.Unexpected("a name"), collection, Iterates: false);
    }

    private Expression ReadCollection(bool ofContainer)
    {
        if (!_tokens.TrySymbol("("))
        {
            return _expressions.ReadPath(ofContainer);
        }
        var results = new Expression.Subquery(SubqueryKind.Array, ReadQuery());
        _tokens.Symbol(")");
        return results;
    }

    private string? ReadAlias() =>
        _tokens.TryWord("AS") || (_tokens.Current.Kind == TokenKind.Word && !Keywords.Are(_tokens.Current.Text)) ? _tokens.Name() : null;

    private List<Expression> ReadGrouping()
    {
        var keys = new List<Expression>();
        do
        {
            keys.Add(_expressions.Read());
        }
        while (_tokens.TrySymbol(","));
        return keys;
    }

    private List<Ordering> ReadOrdering()
    {
        var orderings = new List<Ordering>();
        do
        {
            var by = _expressions.Read();
            var descending = _tokens.TryWord("DESC");
            _ = !descending && _tokens.TryWord("ASC");
            orderings.Add(new(by, descending));
        }
        while (_tokens.TrySymbol(","));
        return orderings;
    }
}
