using Microsoft.Azure.Functions.Worker;
using Serverless.Architecture.Tests.Functions;
using Serverless.Contracts;

namespace Serverless.Infrastructure.Tests.Azure;

/// <summary>services.json says which function belongs to which service, and what each service may use.</summary>
public class The_services
{
    private static readonly System.Text.Json.JsonElement Table = AzureFiles.Json("services.json");

    [Fact]
    public void Have_each_function_once() => Assert.Equal(
        FunctionMethod.All.Select(function => function.Name),
        Functions("orders").Concat(Functions("payments")).Concat(Functions("both")).Order(StringComparer.Ordinal));

    [Fact]
    public void Are_listed_in_order() => Assert.All(["orders", "payments", "both"], service =>
        Assert.Equal(Functions(service).Order(StringComparer.Ordinal), Functions(service)));

    // A function whose service may not receive from its queue would wait there for ever.
    [Theory]
    [InlineData("orders")]
    [InlineData("payments")]
    public void May_use_what_their_triggers_name(string service)
    {
        var own = FunctionMethod.All.Where(function => Functions(service).Contains(function.Name))
            .SelectMany(function => function.Triggers).ToList();
        var sources = own.OfType<ServiceBusTriggerAttribute>()
            .Select(trigger => trigger.QueueName ?? $"{trigger.TopicName}/{trigger.SubscriptionName}")
            .Select(source => source.Replace(Entities.DeadLetters, "", StringComparison.Ordinal));
        Assert.Equal(sources.Distinct().Order(), AzureFiles.Strings(Table.GetProperty(service).GetProperty("receives")).Order());
        var containers = own.OfType<CosmosDBTriggerAttribute>()
            .SelectMany(trigger => new[] { trigger.ContainerName, trigger.LeaseContainerName ?? "leases" });
        Assert.Subset(AzureFiles.Strings(Table.GetProperty(service).GetProperty("containers")).ToHashSet(), containers.ToHashSet());
    }

    // Each app has timers of its own: what two of them ran at once would be done twice.
    [Fact]
    public void Run_timers_in_the_first_copy_only() => Assert.Equal(
        FunctionMethod.WithTrigger<TimerTriggerAttribute>().Select(found => found.Function.Name),
        AzureFiles.Strings(Table.GetProperty("firstCopyOnly")));

    internal static string[] Functions(string service) => AzureFiles.Strings(Table.GetProperty(service).GetProperty("functions"));
}
