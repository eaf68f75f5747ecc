namespace Serverless.Infrastructure.Tests.Bicep;

/// <summary>A .bicep or .bicepparam file, read as far as its text alone tells: no types, no evaluation.</summary>
internal sealed class Template
{
    private static readonly string[] Keywords = ["targetScope", "param", "var", "resource", "module", "output", "using", "import", "type"];

    private Template(string file, List<Declaration> declarations) => (File, Declarations) = (file, declarations);

    /// <summary>The whole path of the file.</summary>
    public string File { get; }

    public IReadOnlyList<Declaration> Declarations { get; }

    public IEnumerable<Declaration> Of(string kind) => Declarations.Where(each => each.Kind == kind);

    /// <summary>Throws <see cref="FormatException"/> with the line where the text is no template.</summary>
    public static Template Load(string file) => Parse(file, System.IO.File.ReadAllText(file));

    public static Template Parse(string file, string text)
    {
        var tokens = Lexer.Read(text);
        Balance(tokens);
        var declarations = new List<Declaration>();
        var decorators = new List<Token>();
        for (var at = 0; at < tokens.Count;)
        {
            var end = LineEnd(tokens, at);
            var line = tokens.Skip(at).Take(end - at).ToList();
            at = end + 1;
            if (line.Count == 0)
                continue;
            if (line[0].Is("@"))
            {
                decorators.AddRange(line);
                continue;
            }
            declarations.Add(Declare(line, [.. decorators]));
            decorators.Clear();
        }
        return new(file, declarations);
    }

    private static Declaration Declare(List<Token> line, List<Token> decorators)
    {
        var keyword = line[0].Value;
        if (!Keywords.Contains(keyword))
            throw new FormatException($"line {line[0].Line}: '{keyword}' begins no declaration");
        var equals = line.FindIndex(token => token.Is("="));
        var head = equals < 0 ? line : line[..equals];
        IReadOnlyList<Token> value = equals < 0 ? [] : line[(equals + 1)..];
        if (keyword is "var" or "resource" or "module" or "output" && value.Count == 0)
            throw new FormatException($"line {line[0].Line}: '{keyword}' has no value");
        return keyword switch
        {
            "using" => new(keyword, "", Text(line, 1), [], decorators, [], line[0].Line),
            "import" => new(keyword, "", Text(line, line.Count - 1), [], decorators, [], line[0].Line),
            "targetScope" => new(keyword, "", "", [], decorators, value, line[0].Line),
            "resource" or "module" => new(keyword, Name(head), Text(head, 2), head[3..], decorators, value, line[0].Line),
            _ => new(keyword, Name(head), "", head[2..], decorators, value, line[0].Line),
        };
    }

    private static string Name(List<Token> head) => head.Count > 1 && head[1].Kind == TokenKind.Name
        ? head[1].Value
        : throw new FormatException($"line {head[0].Line}: '{head[0].Value}' has no name");

    private static string Text(List<Token> head, int at) => head.Count > at && head[at].Kind == TokenKind.Text
        ? head[at].Value
        : throw new FormatException($"line {head[0].Line}: '{head[0].Value}' names no type or file");

    private static int LineEnd(IReadOnlyList<Token> tokens, int from)
    {
        var depth = 0;
        var at = from;
        while (at < tokens.Count && (depth > 0 || tokens[at].Kind != TokenKind.NewLine))
        {
            depth += Reading.Depth(tokens[at++]);
        }
        return at;
    }

    private static void Balance(IEnumerable<Token> tokens)
    {
        var open = new Stack<Token>();
        foreach (var token in tokens)
        {
            Balance(token.Inside);
            if (Reading.Depth(token) > 0)
                open.Push(token);
            else if (Reading.Depth(token) < 0 && (!open.TryPop(out var opened) || opened.Value + token.Value is not ("()" or "[]" or "{}")))
                throw new FormatException($"line {token.Line}: '{token.Value}' closes nothing");
        }
        if (open.TryPeek(out var left))
            throw new FormatException($"line {left.Line}: '{left.Value}' is not closed");
    }
}
