using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Serverless.Embedded.Host;
using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Triggers.Tests;

#pragma warning disable IDE0060, CA1801 // The parameters are what is tested.
public sealed class When_a_function_cannot_be_bound
{
    private const string Bus = "ServiceBusConnection";
    private const string Cosmos = "CosmosConnection";

    public sealed class Sessions
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("orders", Connection = Bus, IsSessionsEnabled = true)] string body) { }
    }

    public sealed class NoConnection
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("orders", Connection = "Elsewhere")] string body) { }
    }

    public sealed class NoQueue
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("nowhere", Connection = Bus)] string body) { }
    }

    public sealed class NoSetting
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("%Missing%", Connection = Bus)] string body) { }
    }

    public sealed class AStream
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("orders", Connection = Bus)] Stream body) { }
    }

    public sealed class RetriedMessage
    {
        [Function("F"), FixedDelayRetry(3, "00:00:01")]
        public static void Run([ServiceBusTrigger("orders", Connection = Bus)] string body) { }
    }

    public sealed class NoCollection
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("orders", Connection = Bus, IsBatched = true)] string body) { }
    }

    public sealed class NoBatch
    {
        [Function("F")]
        public static void Run([ServiceBusTrigger("orders", Connection = Bus)] ServiceBusReceivedMessage[] body) { }
    }

    public sealed class OneDocument
    {
        [Function("F")]
        public static void Run([CosmosDBTrigger("shop", "items", Connection = Cosmos)] Uri body) { }
    }

    public sealed class NoContainer
    {
        [Function("F")]
        public static void Run([CosmosDBTrigger("shop", "nowhere", Connection = Cosmos)] string body) { }
    }

    public sealed class NoLeases
    {
        [Function("F")]
        public static void Run([CosmosDBTrigger("shop", "items", Connection = Cosmos, LeaseContainerName = "missing")] string body) { }
    }

    public sealed class Deletes
    {
        [Function("F")]
        public static void Run([CosmosDBTrigger("shop", "items", Connection = Cosmos, ChangeFeedMode = CosmosDBChangeFeedMode.AllVersionsAndDeletes)] string body) { }
    }

    public sealed class TwoBeginnings
    {
        [Function("F")]
        public static void Run([CosmosDBTrigger("shop", "items", Connection = Cosmos, StartFromBeginning = true, StartFromTime = "2026-01-01T00:00:00Z")] string body) { }
    }

    public sealed class NoSchedule
    {
        [Function("F")]
        public static void Run([TimerTrigger("now and then")] TimerInfo body) { }
    }

    public sealed class NoTimer
    {
        [Function("F")]
        public static void Run([TimerTrigger("0 0 0 * * *")] string body) { }
    }

    public sealed class GoodQueue
    {
        [Function("GoodQueue")]
        public static void Run([QueueTrigger("imports")] string body) { }
    }

    public sealed class BadQueue
    {
        [Function("F")]
        public static void Run([QueueTrigger("No_Queue")] string body) { }
    }

    public sealed class NoOutput
    {
        [Function("F"), ServiceBusOutput("nowhere", Connection = Bus)]
        public static string Run([QueueTrigger("imports")] string body) => body;
    }

    [Theory]
    [InlineData(typeof(Sessions), "body", "sessions")]
    [InlineData(typeof(NoConnection), "body", "'Elsewhere' is missing")]
    [InlineData(typeof(NoQueue), "body", "nowhere")]
    [InlineData(typeof(NoSetting), "body", "'Missing'")]
    [InlineData(typeof(AStream), "body", "System.IO.Stream")]
    [InlineData(typeof(RetriedMessage), "body", "retry attributes")]
    [InlineData(typeof(NoCollection), "body", "IsBatched")]
    [InlineData(typeof(NoBatch), "body", "IsBatched")]
    [InlineData(typeof(OneDocument), "body", "batches")]
    [InlineData(typeof(NoContainer), "body", "'nowhere' does not exist")]
    [InlineData(typeof(NoLeases), "body", "'missing' does not exist")]
    [InlineData(typeof(Deletes), "body", "AllVersionsAndDeletes")]
    [InlineData(typeof(TwoBeginnings), "body", "StartFromTime")]
    [InlineData(typeof(NoSchedule), "body", "'now and then'")]
    [InlineData(typeof(NoTimer), "body", "TimerInfo")]
    [InlineData(typeof(BadQueue), "body", "'No_Queue'")]
    [InlineData(typeof(NoOutput), "(output)", "nowhere")]
    public async Task The_start_stops_and_says_which_parameter_and_why(Type functions, string parameter, string reason)
    {
        var failure = await Assert.ThrowsAsync<BindingException>(() => TriggerHost.Start(functions));

        Assert.Contains("'F'", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"'{parameter}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AccountName=a;SharedAccessSignature=sv=1", "'AzureWebJobsStorage' should be 'embedded' or a connection string: it should be UseDevelopmentStorage=true")]
    [InlineData("AccountName=a;AccountKey=not base64", "its AccountKey should be base64")]
    [InlineData("AccountName=a;AccountKey=a2V5;QueueEndpoint=nowhere", "its QueueEndpoint an address")]
    public async Task Storage_that_is_no_account_is_named(string connection, string expected)
    {
        var failure = await Assert.ThrowsAsync<BindingException>(() => TriggerHost.Start<GoodQueue>($"AzureWebJobsStorage={connection}"));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a2V5", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serviceBus:maxConcurrentCalls=many", "setting AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCalls is 'many'; it should be a whole number from 1 to 10000")]
    [InlineData("serviceBus:maxConcurrentCall=1", "setting AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCall is no setting")]
    [InlineData("serviceBus:enableCrossEntityTransactions=true", "enableCrossEntityTransactions")]
    [InlineData("queues:batchSize=33", "from 1 to 32")]
    [InlineData("cosmosDB:connectionMode=direct", "gateway")]
    public async Task A_setting_of_the_host_file_that_cannot_be_honoured_is_named(string setting, string reason)
    {
        var failure = await Assert.ThrowsAsync<SettingsException>(() => TriggerHost.Start<NoTimer>("AzureFunctionsJobHost:extensions:" + setting));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }
}
