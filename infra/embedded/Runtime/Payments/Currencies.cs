using System.Collections.Frozen;
using System.Globalization;

namespace Serverless.Embedded.Payments;

/// <summary>The currencies that can be charged, and the least amount of each (https://docs.stripe.com/currencies).</summary>
internal static class Currencies
{
    private static readonly (string Currency, long Least)[] All =
    [
        ("usd", 50), ("eur", 50), ("gbp", 30), ("chf", 50), ("aud", 50), ("cad", 50), ("nzd", 50), ("sgd", 50), ("brl", 50),
        ("bgn", 100), ("dkk", 250), ("nok", 300), ("sek", 300), ("pln", 200), ("ron", 200), ("czk", 1500), ("huf", 17500),
        ("jpy", 50), ("krw", 1), ("inr", 50), ("hkd", 400), ("mxn", 1000), ("myr", 200), ("thb", 1000), ("aed", 200), ("ils", 1),
        ("try", 1), ("zar", 1), ("cny", 1), ("bhd", 1), ("kwd", 1), ("jod", 1), ("omr", 1), ("tnd", 1), ("isk", 1),
    ];

    private static readonly FrozenDictionary<string, long> Least = All.ToFrozenDictionary(one => one.Currency, one => one.Least, StringComparer.Ordinal);

    /// <summary>The least amount that can be charged, in minor units; null for a currency that cannot be charged.</summary>
    public static long? LeastCharge(string currency) => Least.TryGetValue(currency, out var least) ? least : null;

    /// <summary>An amount as a person reads it.</summary>
    public static string Show(long amount, string currency)
    {
        var digits = currency switch
        {
            "jpy" or "krw" => 0,
            "bhd" or "kwd" or "jod" or "omr" or "tnd" => 3,
            _ => 2,
        };
        return (amount / (decimal)Math.Pow(10, digits)).ToString("N" + digits, CultureInfo.InvariantCulture) + " " + currency.ToUpperInvariant();
    }
}
