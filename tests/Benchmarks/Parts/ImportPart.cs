using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Serverless.Benchmarks.Parts;

/// <summary>
/// Rows of an import placed a second, from the acceptance of the upload to the last result, while the payments of the orders run behind
/// them on the same cores; and without the payments, which is placing alone.
/// </summary>
internal static class ImportPart
{
    public static async Task Measure(Table table, Scale scale)
    {
        var alone = await Import(scale, new() { ["AzureWebJobs__RelayOrders__Disabled"] = "true" });
        var whole = await Import(scale, []);
        table.Section($"importing {scale.ImportRows} orders");
        table.Figure("rows/s, placing alone", alone.RowsPerSecond, "/s", atLeast: 1_000);
        table.Figure("  processor time for each row", alone.ProcessorMilliseconds, "ms");
        table.Figure("rows/s, payments alongside", whole.RowsPerSecond, "/s");
        table.Figure("reading and storing the upload", alone.UploadSeconds, "s");
        table.Figure("resident memory after it", alone.Megabytes, "MB");
    }

    private static async Task<Imported> Import(Scale scale, Dictionary<string, string> settings)
    {
        await using var app = App.Start(scale, settings);
        await app.Answers();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{app.Port}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", (await http.GetStringAsync("/identity/token?sub=bench&role=operator")).Trim());
        var sku = await app.Sku();
        await Run(http, sku, "warm", scale.WarmUpOrders);
        var before = app.ProcessorTime;
        var (uploaded, ended) = await Run(http, sku, "measured", scale.ImportRows);
        var used = app.ProcessorTime - before;
        return new(ended.GetProperty("rowsPerSecond").GetDouble(), used.TotalMilliseconds / scale.ImportRows, uploaded.TotalSeconds, app.ResidentMegabytes);
    }

    private static async Task<(TimeSpan Uploaded, JsonElement Ended)> Run(HttpClient http, string sku, string run, int rows)
    {
        var body = new StringBuilder();
        for (var row = 1; row <= rows; row++)
        {
            body.Append($$"""{"customerId":"{{run}}-{{row % 1000}}","reference":"{{run}}-{{row}}","lines":[{"sku":"{{sku}}","quantity":1}],"paymentMethod":"pm_card_visa"}""").Append('\n');
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/imports") { Content = new StringContent(body.ToString(), Encoding.UTF8, "application/x-ndjson") };
        request.Headers.Add("Idempotency-Key", run);
        var began = Stopwatch.GetTimestamp();
        using var answer = await http.SendAsync(request);
        var uploaded = Stopwatch.GetElapsedTime(began);
        answer.EnsureSuccessStatusCode();
        var import = await Until.Seen(
            () => http.GetFromJsonAsync<JsonElement>(answer.Headers.Location), look => look.GetProperty("status").GetString() != "running",
            TimeSpan.FromMinutes(10), TimeSpan.FromMilliseconds(100));
        return import.GetProperty("rows").GetProperty("placed").GetInt32() == rows
            ? (uploaded, import)
            : throw new InvalidOperationException($"Not all rows were placed: {import}");
    }

    private sealed record Imported(double RowsPerSecond, double ProcessorMilliseconds, double UploadSeconds, double Megabytes);
}
