namespace Serverless.Client.Tests.Generated;

/// <summary>Texts that break what was not written with care.</summary>
internal static class HostileText
{
    public static readonly string[] Any =
    [
        "", " ", "null", "undefined", "NaN", "-1", "0", "1e9999", "9223372036854775808", "true", "{}", "[]", "\"", "'", "\\", "%", "%%", "%00", "%zz",
        "../..", "..%2f",
        "';DROP TABLE orders;--", "\"} or 1=1 --", "<script>alert(1)</script>", "${jndi:ldap://x}", "{{7*7}}", "a\tb", "a b", "\u00e4\u00f6\u00fc", "\u4f60\u597d", "\ud83d\ude00",
        "\u202e\u0645", "\u0000", "\uffff", "\u0130\u0131", "A\u030a", "TEA-GREEN-100\n", "tea-green-100", "pm_card_visa ", "4242424242424242",
        "2026-02-30", "2026-03-01T25:00:00Z", "0001-01-01", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
        new('a', 256), new('9', 400), new('\u00e4', 3_000),
    ];

    /// <summary>Those that a client can send in a header.</summary>
    public static readonly string[] ForHeaders = [.. Any.Where(text => text.All(c => c is >= ' ' and < (char)256))];

    /// <summary>As numbers stand in JSON.</summary>
    public static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1", "2", "1000", "1001", "1.0", "1.5", "1e2", "1E+2", "1e-2", "1e400", "-1e400",
        "2147483647", "2147483648", "-2147483649", "9223372036854775807",
        "9223372036854775808", "99999999", "100000000", "0.1", "123456789012345678901234567890", "01", "+1", ".5", "1.", "0x10", "NaN", "Infinity",
    ];

    public static readonly string[] EntityTags =
    [
        "\"1\"", "\"2\"", "\"99\"", "W/\"1\"", "*", "", "\"", "\"\"", "1", "\"1\", \"2\"", "\"1\",*", "\"-1\"", "\"99999999999999999999\"",
        "\"\u00e4\"", "W/", ", ,", "\"a\\\"b\"",
    ];

    public static readonly string[] ContentTypes =
    [
        "", "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/problem+json",
        "application/json; charset=utf-16", "application/json; charset=nonsense", "application/json; charset=\"UTF-8\"", "application/json; q=",
        "application/merge-patch+json", "APPLICATION/JSON", "application/json;", "json", "*/*", "application/",
        "text/csv", "application/x-ndjson", "text/csv; charset=latin1",
    ];
}
