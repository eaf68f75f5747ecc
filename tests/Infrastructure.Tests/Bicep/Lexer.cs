namespace Serverless.Infrastructure.Tests.Bicep;

/// <summary>Cuts a template into tokens: comments and directives are dropped, texts are whole.</summary>
internal sealed class Lexer
{
    private static readonly string[] Symbols = ["=>", "==", "!=", "<=", ">=", "&&", "||", "??", ".?", "::", "=~", "!~"];

    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _line;

    private Lexer(string text, int line) => (_text, _line) = (text, line);

    public static IReadOnlyList<Token> Read(string text, int line = 1)
    {
        var lexer = new Lexer(text, line);
        while (lexer._at < text.Length)
        {
            lexer.ReadOne();
        }
        return lexer._tokens;
    }

    private void ReadOne()
    {
        var rest = _text.AsSpan(_at);
        if (rest[0] == '\n')
        {
            Add(TokenKind.NewLine, 1);
            _line++;
        }
        else if (char.IsWhiteSpace(rest[0]))
            _at++;
        else if (rest.StartsWith("//") || rest[0] == '#')
            _at += End(rest, "\n");
        else if (rest.StartsWith("/*"))
            Skip(End(rest, "*/") + 2);
        else if (rest.StartsWith("'''"))
            Whole(rest[3..].IndexOf("'''") + 6);
        else if (rest[0] == '\'')
            Text();
        else if (char.IsAsciiLetter(rest[0]) || rest[0] == '_')
            Add(TokenKind.Name, Length(rest, c => char.IsAsciiLetterOrDigit(c) || c == '_'));
        else if (char.IsAsciiDigit(rest[0]))
            Add(TokenKind.Number, Length(rest, char.IsAsciiDigit));
        else
            Add(TokenKind.Symbol, Symbols.Any(_text[_at..].StartsWith) ? 2 : 1);
    }

    private void Text()
    {
        var (start, line) = (_at++, _line);
        var inside = new List<Token>();
        while (Here != '\'')
        {
            if (Here == '\\')
                _at++;
            else if (Here == '$' && _at + 1 < _text.Length && _text[_at + 1] == '{')
                inside.AddRange(Interpolation());
            _at++;
        }
        _at++;
        _tokens.Add(new(TokenKind.Text, _text[(start + 1)..(_at - 1)], line) { Inside = inside });
    }

    /// <summary>What stands in <c>${…}</c>; ends on its closing brace. Texts in it may have braces of their own.</summary>
    private IReadOnlyList<Token> Interpolation()
    {
        var start = _at += 2;
        for (var depth = 1; ; _at++)
        {
            if (Here == '\'')
            {
                Text();
                _tokens.RemoveAt(_tokens.Count - 1);
            }
            depth += Here switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return Read(_text[start.._at], _line);
        }
    }

    private char Here => _at < _text.Length && _text[_at] != '\n'
        ? _text[_at]
        : throw new FormatException($"line {_line}: a text does not end");

    private void Whole(int length)
    {
        if (length < 6)
            throw new FormatException($"line {_line}: a text does not end");
        _tokens.Add(new(TokenKind.Text, _text[(_at + 3)..(_at + length - 3)], _line));
        Skip(length);
    }

    private void Add(TokenKind kind, int length)
    {
        _tokens.Add(new(kind, _text.Substring(_at, length), _line));
        _at += length;
    }

    private void Skip(int length)
    {
        length = Math.Min(length, _text.Length - _at);
        _line += _text.AsSpan(_at, length).Count('\n');
        _at += length;
    }

    private static int End(ReadOnlySpan<char> text, string mark) => text.IndexOf(mark) is var at and >= 0 ? at : text.Length;

    private static int Length(ReadOnlySpan<char> text, Func<char, bool> belongs)
    {
        var length = 1;
        while (length < text.Length && belongs(text[length]))
            length++;
        return length;
    }
}
