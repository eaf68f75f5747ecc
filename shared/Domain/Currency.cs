using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Serverless.Domain;

/// <summary>A currency of ISO 4217. There is one instance for each code: two currencies are equal when they are the same object.</summary>
public sealed class Currency
{
    // Active codes of ISO 4217 list one, by the digits after the decimal point; funds and precious metals are not money here.
    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";
    private const string TwoDecimals =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK " +
        "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD " +
        "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP " +
        "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH " +
        "USD UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG";

    private static readonly FrozenDictionary<string, Currency> Known =
        new[] { (NoDecimals, 0), (TwoDecimals, 2), (ThreeDecimals, 3) }
            .SelectMany(group => group.Item1.Split(' ').Select(code => new Currency(code, group.Item2)))
            .ToFrozenDictionary(currency => currency.Code, StringComparer.Ordinal);

    private Currency(string code, int decimals) => (Code, Decimals) = (code, decimals);

    /// <summary>The three upper-case letters of ISO 4217.</summary>
    public string Code { get; }

    /// <summary>Digits after the decimal point: 0 to 3. One unit is ten to this power minor units.</summary>
    public int Decimals { get; }

    /// <summary>Every currency that can be used.</summary>
    public static IReadOnlyCollection<Currency> All => Known.Values;

    /// <summary>Finds a currency by its upper-case code.</summary>
    public static bool TryParse(string? code, [NotNullWhen(true)] out Currency? currency)
    {
        currency = null;
        return code is not null && Known.TryGetValue(code, out currency);
    }

    /// <summary>Finds a currency by its upper-case code.</summary>
    /// <exception cref="FormatException">There is no such currency.</exception>
    public static Currency Parse(string code) =>
        TryParse(code, out var currency) ? currency : throw new FormatException($"'{code}' is not a currency of ISO 4217.");

    /// <inheritdoc/>
    public override string ToString() => Code;
}
