namespace Serverless.Infrastructure.Tests.Bicep;

internal enum TokenKind { Name, Text, Number, Symbol, NewLine }

/// <summary>A piece of a template. A text holds the tokens of its interpolations.</summary>
internal sealed record Token(TokenKind Kind, string Value, int Line)
{
    public IReadOnlyList<Token> Inside { get; init; } = [];

    public bool Is(string value) => Kind is TokenKind.Name or TokenKind.Symbol && Value == value;
}
