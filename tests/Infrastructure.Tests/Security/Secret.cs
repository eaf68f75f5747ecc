using System.Text;
using System.Text.RegularExpressions;

namespace Serverless.Infrastructure.Tests.Security;

/// <summary>Tells what looks like a secret that opens something.</summary>
internal static partial class Secret
{
    // Of the emulators that everybody has: published by their makers, and good for nothing else.
    private static readonly string[] OfEmulators =
    [
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
        "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==",
    ];

    /// <summary>What there is of that kind in a text.</summary>
    public static IEnumerable<string> In(string text) => Forms().Matches(text).Where(match => !IsForShow(match)).Select(match => match.Value);

    // A key that says something in letters was made up by somebody; a real one is noise.
    private static bool IsForShow(Match match) => match.Groups["key"] is { Success: true, Value: var key }
        && (OfEmulators.Contains(key) || Says(key));

    private static bool Says(string key)
    {
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var length) && Encoding.ASCII.GetString(bytes, 0, length).All(letter => letter is >= ' ' and < '\u007f' and not '?');
    }

    [GeneratedRegex("""
        -----BEGIN\ [A-Z ]*PRIVATE\ KEY-----
        | \b[sr]k_live_\w{8,}
        | \bsk_test_[0-9A-Za-z]{20,}
        | \bwhsec_[0-9A-Za-z+/]{24,}
        | (?:AccountKey|SharedAccessKey|password)=(?<key>[0-9A-Za-z+/]{24,}={0,2})
        | \bsig=[0-9A-Za-z%]{40,}
        | \bAKIA[0-9A-Z]{16}\b
        | \bgh[pousr]_\w{36}
        | \bxox[abprs]-[\w-]{10,}
        | \beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{40,}
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Forms();
}
