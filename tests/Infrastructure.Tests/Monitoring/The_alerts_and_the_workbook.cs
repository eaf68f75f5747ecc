using System.Globalization;
using System.Text.Json;
using Serverless.Architecture.Tests;
using Serverless.Contracts;
using Serverless.Infrastructure.Tests.Azure;

namespace Serverless.Infrastructure.Tests.Monitoring;

public class The_alerts_and_the_workbook
{
    // Metrics of the platform, as Azure names them, with the words that they can be split by. The platform writes none of these to the
    // workspace: a query over the table AzureMetrics would find nothing for ever.
    private static readonly Dictionary<string, (string[] Metrics, string[] Words)> Platform = new()
    {
        ["Microsoft.ServiceBus/namespaces"] = (["ActiveMessages", "ScheduledMessages", "DeadletteredMessages"], ["EntityName"]),
        ["Microsoft.DocumentDB/databaseAccounts"] = (["NormalizedRUConsumption"], ["CollectionName", "PhysicalPartitionId"]),
    };

    private static readonly string[] Durations = ["PT5M", "PT15M", "PT30M", "PT1H", "PT6H", "P1D"];

    private static readonly JsonElement[] MetricAlerts = [.. AzureFiles.Json("metric-alerts.json").EnumerateArray()];

    private static readonly JsonElement[] Alerts = [.. AzureFiles.Json("alerts.json").EnumerateArray(), .. MetricAlerts];

    public static TheoryData<string> Names => [.. Query.All.Select(query => query.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_what_is_emitted(string name)
    {
        var query = Named(name);
        switch (query.Table)
        {
            case "AppMetrics":
                Assert.NotEmpty(query.Values("Name"));
                Assert.Subset(Emitted.Metrics.ToHashSet(), query.Values("Name").ToHashSet());
                Assert.Subset(Emitted.Texts.ToHashSet(), query.Properties.ToHashSet());
                break;
            case "AppTraces":
                var placeholders = query.Properties.Where(property => property != "EventId").ToList();
                Assert.All(query.Values("Properties.EventId").Select(id => Emitted.Events[int.Parse(id, CultureInfo.InvariantCulture)]), message =>
                    Assert.All(placeholders, placeholder => Assert.Contains($"{{{placeholder}}}", message)));
                break;
            case "ApiManagementGatewayLogs":
                Assert.Subset(Operations().ToHashSet(), query.Values("OperationId").ToHashSet());
                break;
            default:
                Assert.Equal("AppRequests", query.Table);
                break;
        }
    }

    [Fact]
    public void Ask_the_platform_for_metrics_that_it_has()
    {
        var charts = AzureFiles.Json("workbook.json").EnumerateArray().Where(each => each.GetProperty("view").GetString() == "metrics");
        Assert.All(charts, chart => Assert.Subset(
            Platform[chart.GetProperty("namespace").GetString()!].Metrics.ToHashSet(), AzureFiles.Strings(chart.GetProperty("metrics")).ToHashSet()));
        Assert.All(MetricAlerts, alert =>
        {
            var known = Platform[alert.GetProperty("namespace").GetString()!];
            Assert.Contains(alert.GetProperty("metric").GetString(), known.Metrics);
            Assert.Contains(alert.GetProperty("by").GetString(), known.Words);
        });
    }

    // The exporters measure nothing that is not measured: a word that no line writes would wait for ever.
    [Fact]
    public void Ask_for_words_that_are_written() => Assert.Subset(
        Emitted.Texts.Concat(Enum.GetNames<OrderStatus>().Select(JsonNamingPolicy.CamelCase.ConvertName)).ToHashSet(),
        Query.All.SelectMany(query => new[] { "status", "Properties.status", "Properties.timeliness" }.SelectMany(query.Values)).ToHashSet());

    [Fact]
    public void Lead_to_runbooks_that_exist() => Assert.All(Alerts, alert =>
        Assert.Contains(alert.GetProperty("runbook").GetString()!, The_guide.Headings));

    [Fact]
    public void Are_described_in_the_guide()
    {
        var guide = File.ReadAllText(Repository.PathOf("docs/operations.md"));
        Assert.All(Alerts, alert => Assert.Contains($"`{alert.GetProperty("name").GetString()}`", guide));
    }

    [Fact]
    public void Have_names_severities_and_windows_that_Azure_takes() => Assert.All(Alerts, alert =>
    {
        Assert.Matches("^[a-z-]+$", alert.GetProperty("name").GetString());
        Assert.InRange(alert.GetProperty("severity").GetInt32(), 0, 4);
        Assert.Contains(alert.GetProperty("window").GetString(), Durations);
        Assert.Contains(alert.GetProperty("frequency").GetString(), Durations);
    });

    [Fact]
    public void Have_names_of_their_own() => Assert.Equal(
        Alerts.Length, Alerts.Select(alert => alert.GetProperty("name").GetString()).Distinct().Count());

    private static IEnumerable<string> Operations() =>
        from operation in AzureFiles.Json("gateway.json").GetProperty("operations").EnumerateArray()
        from method in AzureFiles.Strings(operation.GetProperty("methods"))
        select $"{operation.GetProperty("name").GetString()}-{method.ToLowerInvariant()}";

    private static Query Named(string name) => Query.All.Single(query => query.Name == name);
}
