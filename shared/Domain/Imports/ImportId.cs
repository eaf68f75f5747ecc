using System.Diagnostics.CodeAnalysis;

namespace Serverless.Domain.Imports;

/// <summary>
/// The id of an import: a hash of the operator who sent it and of the idempotency key that it was sent with; 26 lower-case letters and
/// digits. The same upload always makes the same id.
/// </summary>
public sealed record ImportId
{
    private ImportId(string value) => Value = value;

    /// <summary>The id as operators see it.</summary>
    public string Value { get; }

    /// <summary>The id of the import that this operator sends with this key.</summary>
    public static ImportId For(CustomerId by, IdempotencyKey key) => new(Digest.Of("import", by.Value, key.Value));

    /// <summary>The key of the order in this row. Nobody else names that order, so the place where it stands does.</summary>
    public IdempotencyKey KeyOf(int row) => IdempotencyKey.Parse($"import/{Value}/{row}");

    /// <summary>Accepts what <see cref="For"/> makes, in that spelling alone.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImportId? id)
    {
        id = text?.Length == Digest.Length && Digest.IsValid(text) ? new ImportId(text) : null;
        return id is not null;
    }

    /// <summary>Accepts what <see cref="For"/> makes, in that spelling alone.</summary>
    /// <exception cref="FormatException">The text is no import id.</exception>
    public static ImportId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"An import id is {Digest.Length} lower-case letters and digits.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
