using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Serverless.Functions.Tests.OpenApi;

public class The_page(Shop shop)
{
    [Fact]
    public async Task May_run_what_stands_in_it_and_nothing_else()
    {
        var page = await new Customer(shop.Anonymous).Get("api/docs");
        Assert.Equal((200, "text/html"), (page.Status, page.ContentType));
        var policy = page.Header("Content-Security-Policy")!.Split("; ");
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("connect-src 'self'", policy);
        Assert.Contains($"script-src {Hash(page.Text, "script")}", policy);
        Assert.Contains($"style-src {Hash(page.Text, "style")}", policy);
        Assert.DoesNotMatch(@"(src|href)=""(https?:)?//", page.Text);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("/identity/")]
    [InlineData("https://tokens.example/?a=1&b=\"2\"")]
    public async Task Links_to_where_tokens_are_had(string page)
    {
        await using var own = await Shop.Open([$"--Docs:TokenPage={page}"]);
        var answer = await new Customer(own.Anonymous).Get("api/docs");
        Assert.Contains($"data-token-page=\"{WebUtility.HtmlEncode(page.Trim())}\"", answer.Text, StringComparison.Ordinal);
    }

    private static string Hash(string page, string element) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Regex.Match(page, $"<{element}[^>]*>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value)))}'";
}
