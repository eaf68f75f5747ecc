using System.Diagnostics.CodeAnalysis;

namespace Serverless.Domain;

internal static class Text
{
    public const int MaxLength = 255;

    /// <summary>1 to 255 characters, none of them a control character or half of a surrogate pair.</summary>
    public static bool IsPrintable([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength } && text.All(c => !char.IsControl(c) && !char.IsSurrogate(c));
}
