using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Workflows.DeadLetters;

/// <summary>
/// The id of a dead letter: its source, then a hash of the message's id, which itself may hold what no address can. The same message
/// makes the same id, however often it was tried and replayed, and the source in front says where the letter is kept.
/// </summary>
public sealed record DeadLetterId
{
    private const int HashBytes = 16;

    private DeadLetterId(DeadLetterSource source, string hash) => (Source, Value) = (source, $"{source.Name}-{hash}");

    /// <summary>Where the message ended, and the partition that keeps the letter.</summary>
    public DeadLetterSource Source { get; }

    /// <summary>The id as operators see it.</summary>
    public string Value { get; }

    /// <summary>The id of the letter of a message.</summary>
    /// <param name="source">Where it ended.</param>
    /// <param name="messageId">Its id, without what tries and replays added to it.</param>
    internal static DeadLetterId For(DeadLetterSource source, string messageId) =>
        new(source, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(0, HashBytes)));

    /// <summary>Accepts an id of a source that there is, in the spelling in which it was given out.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DeadLetterId? id)
    {
        id = null;
        if (text?.LastIndexOf('-') is not (> 0 and var dash))
            return false;

        var hash = text[(dash + 1)..];
        if (hash.Length == 2 * HashBytes && hash.All(char.IsAsciiHexDigitLower)
            && DeadLetterSource.All.FirstOrDefault(each => each.Name == text[..dash]) is { } source)
            id = new DeadLetterId(source, hash);
        return id is not null;
    }

    /// <summary>Accepts what <see cref="TryParse"/> accepts.</summary>
    /// <exception cref="FormatException">The text is no such id.</exception>
    public static DeadLetterId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no id of a dead letter.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
