namespace Serverless.Domain.Payments;

/// <summary>
/// What the numbers of a card scheme begin with, by their first four digits, and how long they are. Not every number that passes the check
/// sum: times, days and many a counter would, one time in ten.
/// </summary>
internal static class CardRange
{
    private static readonly (int From, int To, int Shortest, int Longest)[] Schemes =
    [
        (2200, 2204, 16, 19), // Mir
        (2221, 2720, 16, 16), // Mastercard
        (3000, 3059, 14, 19), // Diners Club
        (3095, 3095, 14, 19),
        (3400, 3499, 15, 15), // American Express
        (3528, 3589, 16, 19), // JCB
        (3600, 3699, 14, 19), // Diners Club
        (3700, 3799, 15, 15), // American Express
        (3800, 3999, 14, 19), // Diners Club
        (4000, 4999, 13, 19), // Visa
        (5000, 5099, 13, 19), // Maestro
        (5100, 5599, 16, 16), // Mastercard
        (5600, 5899, 13, 19), // Maestro
        (6000, 6999, 13, 19), // Discover, Maestro, RuPay, UnionPay
        (8100, 8299, 16, 19), // RuPay, UnionPay
        (9792, 9792, 16, 16), // Troy
    ];

    /// <summary>Whether these digits, as text, are a number of one of the schemes.</summary>
    public static bool Has(ReadOnlySpan<byte> digits)
    {
        var start = ((digits[0] - '0') * 1000) + ((digits[1] - '0') * 100) + ((digits[2] - '0') * 10) + digits[3] - '0';
        foreach (var (from, to, shortest, longest) in Schemes)
        {
            if (start >= from && start <= to)
            {
                return digits.Length >= shortest && digits.Length <= longest;
            }
        }
        return false;
    }
}
