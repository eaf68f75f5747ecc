using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Serverless.Functions.Tests.Imports;

/// <summary>What an operator does with imports.</summary>
internal static class ImportSteps
{
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";

    public static Task<Answer> Import(this Customer by, string key, string rows, string format = Ndjson) =>
        by.Import(key, new ByteArrayContent(Encoding.UTF8.GetBytes(rows)), format);

    public static Task<Answer> Import(this Customer by, string key, HttpContent rows, string format = Ndjson)
    {
        rows.Headers.ContentType = MediaTypeHeaderValue.Parse(format);
        var request = new HttpRequestMessage(HttpMethod.Post, "api/imports") { Content = rows };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return by.Send(request);
    }

    public static string Row(string customer, string? reference, string sku = "TEA-GREEN-100", string method = "pm_card_visa") => new JsonObject
    {
        ["customerId"] = customer,
        ["reference"] = reference,
        ["lines"] = new JsonArray(new JsonObject { ["sku"] = sku, ["quantity"] = 1 }),
        ["paymentMethod"] = method,
    }.ToJsonString();

    /// <summary>The import when it has come to its end.</summary>
    public static Task<Answer> Ended(this Shop shop, Customer by, string id) =>
        shop.Until(() => by.Get($"api/imports/{id}"), import => (string)import.Body["status"]! != "running");

    /// <summary>The bad rows, as <c>row: code</c>, and of every page.</summary>
    public static async Task<List<string>> BadRows(this Customer by, string id, int pageSize = 100)
    {
        var rows = new List<string>();
        for (var path = $"api/imports/{id}/errors?pageSize={pageSize}"; path is not null;)
        {
            var page = await by.Get(path);
            Assert.Equal(200, page.Status);
            rows.AddRange(page.Body["items"]!.AsArray().Select(row => $"{row!["row"]}: {row["code"]}"));
            path = page.Header("Link")?.Split('<', '>')[1];
        }
        return rows;
    }

    /// <summary>Rows read, placed and failed.</summary>
    public static (int Read, int Placed, int Failed) Rows(this Answer import) =>
        ((int)import.Body["rows"]!["read"]!, (int)import.Body["rows"]!["placed"]!, (int)import.Body["rows"]!["failed"]!);

    public static async Task<int> OrdersOf(this Shop shop, string customer) =>
        (await (await shop.Customer(customer)).Get("api/orders?pageSize=100")).Body["items"]!.AsArray().Count;
}
