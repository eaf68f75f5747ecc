namespace Serverless.Embedded.Cosmos.Queries;

internal enum TokenKind
{
    End,
    Word,
    Parameter,
    Number,
    Text,
    Symbol,
}

/// <summary>A piece of a query's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A word or symbol as written; a string without its quotes and escapes; a parameter with its @.</param>
/// <param name="At">Where it begins.</param>
/// <param name="Number">Of a number.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At, double Number = 0)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
