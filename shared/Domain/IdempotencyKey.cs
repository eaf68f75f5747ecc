using System.Diagnostics.CodeAnalysis;

namespace Serverless.Domain;

/// <summary>
/// What a client sends so that a retried request changes nothing the second time: 1 to 255 printable ASCII characters
/// (an HTTP header carries no others). It never expires.
/// </summary>
public sealed record IdempotencyKey
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxLength = 255;

    private IdempotencyKey(string value) => Value = value;

    /// <summary>The key as the client sent it.</summary>
    public string Value { get; }

    /// <summary>Accepts 1 to 255 printable ASCII characters.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IdempotencyKey? key)
    {
        key = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? new IdempotencyKey(text)
            : null;
        return key is not null;
    }

    /// <summary>Accepts 1 to 255 printable ASCII characters.</summary>
    /// <exception cref="FormatException">The text is empty, too long or not printable.</exception>
    public static IdempotencyKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException("An idempotency key is 1 to 255 printable characters.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
