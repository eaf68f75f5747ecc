using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Web;

namespace Serverless.Embedded.Queues.Account;

/// <summary>Signs requests: https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key.</summary>
internal static class SharedKey
{
    private const string Version = "2021-12-02";

    public static void Sign(HttpRequestMessage request, StorageAccount account, DateTimeOffset now)
    {
        request.Headers.Add("x-ms-date", now.ToString("R", CultureInfo.InvariantCulture));
        request.Headers.Add("x-ms-version", Version);
        var length = request.Content?.Headers.ContentLength is > 0 and var bytes ? bytes.ToString(CultureInfo.InvariantCulture) : "";
        // In this order: content encoding, language, length, MD5 and type, date, the four conditions, range.
        string[] lines =
        [
            request.Method.Method, "", "", length, "", request.Content?.Headers.ContentType?.ToString() ?? "", "", "", "", "", "", "",
            .. request.Headers.Where(header => header.Key.StartsWith("x-ms-", StringComparison.Ordinal))
                .OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}:{header.Value.Single()}"),
            Resource(request.RequestUri!, account),
        ];
        var signature = HMACSHA256.HashData(account.Key, Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        request.Headers.Authorization = new AuthenticationHeaderValue("SharedKey", $"{account.Name}:{Convert.ToBase64String(signature)}");
    }

    private static string Resource(Uri address, StorageAccount account)
    {
        var query = HttpUtility.ParseQueryString(address.Query);
        return string.Join('\n', query.AllKeys.OfType<string>().Order(StringComparer.Ordinal)
            .Select(name => $"{name.ToLowerInvariant()}:{query[name]}").Prepend($"/{account.Name}{address.AbsolutePath}"));
    }
}
