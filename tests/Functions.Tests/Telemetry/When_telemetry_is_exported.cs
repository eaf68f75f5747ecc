using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Domain.Catalog;
using Serverless.Workflows.Catalog;

namespace Serverless.Functions.Tests.Telemetry;

public class When_telemetry_is_exported
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Client = "b7ad6b7169203331";

    public static TheoryData<string> Protocols => ["grpc", "http/protobuf"];

    // The provider's notices are requests of their own, and begin traces of their own.
    private static readonly string[] NoNotices = ["--Embedded:PaymentWebhookMode=never"];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task One_trace_leads_from_the_request_to_the_last_message_and_nothing_is_in_it_twice(string protocol)
    {
        await using var collector = await Collector.Open(protocol);
        await using (var shop = await Shop.Open([.. collector.Settings, .. NoNotices]))
        {
            await Send(await shop.Customer("is traced"), "api/orders", Customer.Tea);
            await shop.Quiet();
        }
        var spans = collector.Spans.Where(span => span.TraceId == Trace).ToList();
        Assert.Equal(
            [
                "Server POST /api/orders",
                "  Internal create_item orders",
                "  Producer send payment-commands",
                "    Consumer process payment-commands",
                "      Client POST /v1/payment_intents",
                "      Internal create_item payments",
                "      Internal read_item payments",
                "      Producer send payment-events",
                "        Consumer process payment-events",
                "          Internal replace_item orders",
                "          Producer send order-events",
            ],
            Tree(spans, Client));
        Assert.Equal(11, spans.Count);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Metrics_come_with_their_units(string protocol)
    {
        await using var collector = await Collector.Open(protocol);
        await using (var shop = await Shop.Open(collector.Settings))
        {
            await (await shop.Customer("is counted")).Place("cart-1");
            await shop.Quiet();
        }
        Assert.Contains(("payment_provider.request.duration", "s"), collector.Metrics);
        Assert.Contains(("dotnet.process.memory.working_set", "By"), collector.Metrics);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Logs_are_named_and_belong_to_their_trace(string protocol)
    {
        await using var collector = await Collector.Open(protocol);
        await using (var shop = await Shop.Open(collector.Settings))
        {
            await Send(new Customer(shop.Anonymous), "api/payments/webhooks", "{}");
        }
        var log = Assert.Single(collector.Logs, log => log.TraceId == Trace);
        Assert.Equal(("Serverless.Functions.Payments.ReceiveProviderEvent", "NoticeRefused", "Warning"), (log.Category, log.EventName, log.Severity));
        Assert.Equal(("signature_missing", "ReceiveProviderEvent"), (log.Tags["Code"], log.Tags["Function"]));
    }

    [Fact]
    public async Task What_is_logged_about_an_order_says_of_which()
    {
        await using var collector = await Collector.Open("grpc");
        string order;
        await using (var shop = await Shop.Open([.. collector.Settings, "--Logging:LogLevel:Default=Information", "--Recovery:FirstDelay=01:00:00"]))
        {
            order = (await (await shop.Customer("is put off")).PlaceWith("pm_sim_429_once")).Id;
            await shop.Quiet();
        }
        var log = Assert.Single(collector.Logs, log => log.EventName == "MessageRetried");
        Assert.Equal((order, "HandlePaymentCommand"), (log.Tags["Order"], log.Tags["Function"]));
        Assert.Contains(collector.Spans, span => span.Kind == ActivityKind.Consumer && span.Tags.GetValueOrDefault("order.id") == order);
    }

    [Fact]
    public async Task A_function_that_fails_is_counted_and_its_span_says_with_what()
    {
        await using var collector = await Collector.Open("grpc");
        await using (var shop = await Shop.Open(collector.Settings, builder => builder.Services.AddSingleton<ICatalog, BrokenCatalog>()))
        {
            await Send(await shop.Customer("meets a bug"), "api/orders", Customer.Tea);
        }
        var span = Assert.Single(collector.Spans, span => span.TraceId == Trace && span.Kind == ActivityKind.Server);
        Assert.Equal(("500", "500"), (span.Tags["http.response.status_code"], span.Tags["error.type"]));
        Assert.Contains(("faas.errors", "{error}"), collector.Metrics);
        Assert.Contains(("faas.invoke_duration", "s"), collector.Metrics);
    }

    private static Task<Answer> Send(Customer customer, string path, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", "cart-1");
        request.Headers.Add("traceparent", $"00-{Trace}-{Client}-01");
        return customer.Send(request);
    }

    // Children under their parents, by name.
    private static IEnumerable<string> Tree(List<SentSpan> spans, string parent, string indent = "") => spans
        .Where(span => span.Parent == parent)
        .OrderBy(span => $"{span.Kind} {span.Name}", StringComparer.Ordinal)
        .SelectMany(span => Tree(spans, span.Id, indent + "  ").Prepend($"{indent}{span.Kind} {span.Name}"));

    private sealed class BrokenCatalog : ICatalog
    {
        public ValueTask<Product?> Find(Sku sku, CancellationToken stop) => throw new InvalidOperationException("A bug.");

        public ValueTask<IReadOnlyList<Product>> List(int count, Sku? after, CancellationToken stop) => ValueTask.FromResult<IReadOnlyList<Product>>([]);
    }
}
