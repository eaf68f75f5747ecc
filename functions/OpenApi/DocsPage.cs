using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Functions.OpenApi;

/// <summary>
/// The page that shows the OpenAPI document and sends requests. One answer holds all of it, and its policy lets a browser run these bytes and
/// no others, and talk to nobody but this host.
/// </summary>
public sealed class DocsPage
{
    private readonly Lazy<StaticContent> _content;

    internal DocsPage(DocsOptions options) => _content = new(() => Make(options));

    internal StaticContent Content => _content.Value;

    private static StaticContent Make(DocsOptions options)
    {
        var (style, script) = (BuiltIn.Read("OpenApi/Page/docs.css"), BuiltIn.Read("OpenApi/Page/docs.js"));
        var page = BuiltIn.Read("OpenApi/Page/docs.html")
            .Replace("{{tokenPage}}", WebUtility.HtmlEncode(options.TokenPage?.Trim() ?? ""), StringComparison.Ordinal)
            .Replace("{{style}}", style, StringComparison.Ordinal)
            .Replace("{{script}}", script, StringComparison.Ordinal);
        return new(
            Encoding.UTF8.GetBytes(page),
            "text/html; charset=utf-8",
            $"default-src 'none'; style-src {Hash(style)}; script-src {Hash(script)}; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    private static string Hash(string content) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";
}
