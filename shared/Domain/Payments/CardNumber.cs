namespace Serverless.Domain.Payments;

/// <summary>
/// Tells what looks like the number of a payment card, so that no text with one is taken: 13 to 19 digits that begin and end as a card
/// scheme's numbers do (ISO/IEC 7812), in one piece or in groups as on a card. A number that touches a letter or another digit is part of a
/// longer name, such as a hash, and is none.
/// </summary>
public static class CardNumber
{
    private const int Shortest = 13;
    private const int Longest = 19;
    private const int ShortestGroup = 4; // All but the last have as many: a date or a UUID is not grouped like a card.
    private const int LongestGroup = 6;

    /// <summary>Whether a text in UTF-8 holds such a number.</summary>
    public static bool IsIn(ReadOnlySpan<byte> text)
    {
        for (var at = 0; text[at..].IndexOfAnyInRange((byte)'0', (byte)'9') is >= 0 and var skipped;)
        {
            at += skipped;
            if ((at == 0 || !char.IsAsciiLetter((char)text[at - 1])) && Begins(text[at..]))
            {
                return true;
            }
            at += DigitsOf(text[at..]);
        }
        return false;
    }

    /// <summary>Whether a text holds such a number.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        if (text.Length < Shortest)
        {
            return false;
        }
        var most = System.Text.Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = most <= 1024 ? stackalloc byte[most] : new byte[most];
        return IsIn(bytes[..System.Text.Encoding.UTF8.GetBytes(text, bytes)]);
    }

    /// <summary>Whether so many digits follow each other that it might be such a number, whatever they touch: for what need never hold as many.</summary>
    public static bool MayBeIn(ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var sign in text)
        {
            digits = char.IsAsciiDigit(sign) ? digits + 1 : 0;
            if (digits == Shortest)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a name that a client made up may hold one: no name that we know has so many digits.</summary>
    public static bool IsInName(ReadOnlySpan<char> name) => IsIn(name) || MayBeIn(name);

    // The text begins with a digit that follows none.
    private static bool Begins(ReadOnlySpan<byte> text)
    {
        Span<byte> digits = stackalloc byte[Longest];
        for (var count = 0; DigitsOf(text) is > 0 and var group && count + group <= Longest && (count == 0 || group <= LongestGroup);)
        {
            text[..group].CopyTo(digits[count..]);
            count += group;
            text = text[group..];
            if (!text.IsEmpty && char.IsAsciiLetter((char)text[0]))
            {
                return false;
            }
            if (count >= Shortest && IsNumber(digits[..count]))
            {
                return true;
            }
            if (group is < ShortestGroup or > LongestGroup)
            {
                return false;
            }
            text = text[SeparatorOf(text)..];
        }
        return false;
    }

    private static int DigitsOf(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var end ? end : text.Length;

    // A no-break space is what a page puts between groups so that they stay in one line.
    private static int SeparatorOf(ReadOnlySpan<byte> text) =>
        text.StartsWith("\u00a0"u8) ? 2 : text is [(byte)' ' or (byte)'-' or (byte)'.' or (byte)'_', ..] ? 1 : 0;

    private static bool IsNumber(ReadOnlySpan<byte> digits) => CardRange.Has(digits) && CheckSum(digits, 2) && !IsTradeItem(digits);

    // A bar code of 13 digits is the name of a product in many shops, and one in ten would pass for a card's number.
    private static bool IsTradeItem(ReadOnlySpan<byte> digits) => digits.Length == 13 && CheckSum(digits, 3);

    // Every other digit from the right weighs more. Luhn (ISO/IEC 7812) doubles it and adds its digits; GS1 takes it three times.
    private static bool CheckSum(ReadOnlySpan<byte> digits, int weight)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[^(at + 1)] - '0';
            var weighed = at % 2 == 0 ? digit : digit * weight;
            sum += weight == 2 && weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
