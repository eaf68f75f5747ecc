using System.Text.Json.Nodes;
using Serverless.Servers;

namespace Serverless.Functions.Tests.Telemetry;

public class When_prometheus_scrapes
{
    // Other tests' applications count in the same process: at least so much was measured. Of circuits and queues there are this one's.
    private static readonly string[] Found =
    [
        """sum(orders_changed_total{status="paid"}) >= 2""",
        """sum(orders_payment_duration_seconds_count{outcome="paid"}) >= 2""",
        """sum(messages_settled_total{messaging_destination_name="payment-commands",settlement="complete"}) >= 2""",
        """sum(outbox_age_seconds_count{messaging_destination_name="payment-events"}) >= 2""",
        """sum(faas_invoke_duration_seconds_count{faas_name="PlaceOrder"}) >= 2""",
        """sum(payment_provider_request_duration_seconds_count{url_template="/v1/payment_intents",outcome="success"}) >= 2""",
        "payment_provider_circuit_state == 0",
        """servicebus_messages_active{messaging_destination_name="payment-commands"} == 0""",
        """servicebus_messages_scheduled{messaging_destination_name="payment-commands"} == 1""",
        "dotnet_process_memory_working_set_bytes > 1e7",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_takes_the_whole_page_and_finds_what_happened()
    {
        await using var shop = await Shop.Open(["--Recovery:FirstDelay=01:00:00", "--Recovery:LongestDelay=01:00:00"]);
        var alice = await shop.Customer("is scraped");
        await alice.Place("cart-1");
        await alice.Place("cart-2");
        await alice.Place("cart-3", Customer.Tea.Replace("pm_card_visa", "pm_sim_429_once", StringComparison.Ordinal));
        await shop.Quiet();

        var port = Server.FreePort();
        var folder = Directory.CreateTempSubdirectory("prometheus-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "prometheus.yml"), Configuration(shop), Stop);
        try
        {
            await using var prometheus = await Server.Start("prometheus", port,
                [$"--config.file={folder}/prometheus.yml", $"--storage.tsdb.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}"], Stop);
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await Until.True(() => Finds(http, """up{job="orders"} == 1"""), evidence: () => prometheus.Output);
            foreach (var query in Found)
            {
                Assert.True(await Finds(http, query), $"{query}\n{await shop.Anonymous.GetStringAsync("metrics", Stop)}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Configuration(Shop shop) =>
        $"""
        global:
          scrape_interval: 1s
        scrape_configs:
          - job_name: orders
            static_configs:
              - targets: ["{shop.App.BaseAddress.Authority}"]
        """;

    private static async Task<bool> Finds(HttpClient http, string query)
    {
        using var response = await http.GetAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}", Stop);
        return response.IsSuccessStatusCode
            && JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!["data"]!["result"]!.AsArray().Count > 0;
    }
}
