using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Host.Tests.HostFile;

public class When_host_json_is_wrong
{
    private const string Section = "a section of settings";

    [Theory]
    [InlineData("""{ "telemetrymodes": 1 }""", "telemetrymodes is no setting that the embedded runtime knows. Here it knows $schema, aggregator, concurrency, ")]
    [InlineData("""{ "extensions": { "kafka": { } } }""", "extensions.kafka is no setting that the embedded runtime knows. Here it knows cosmosDB, http, queues, serviceBus.")]
    [InlineData("""{ "extensions": { "http": { "maxConcurentRequests": 1 } } }""", "extensions.http.maxConcurentRequests is no setting")]
    [InlineData("""{ "extensions": { "http": { "hsts": { "isEnabled": true, "maxage ": "1" } } } }""", "extensions.http.hsts.maxage  is no setting")]
    [InlineData("""{ "extensions": { "serviceBus": { "clientRetryOptions": { "maxRetry": 3 } } } }""", "extensions.serviceBus.clientRetryOptions.maxRetry is no setting")]
    [InlineData("""{ "logging": { "loglevels": { "default": "Warning" } } }""", "logging.loglevels is no setting")]
    public Task A_setting_that_nobody_knows_is_named(string content, string reason) => Fails(content, reason);

    [Theory]
    [InlineData("""{ "functionTimeout": "5" }""", "functionTimeout is '5'; it should be a time span such as 00:05:00, from 00:00:01, or -1 for no limit.")]
    [InlineData("""{ "functionTimeout": "00:00:00" }""", "functionTimeout is '00:00:00'; it should be a time span")]
    [InlineData("""{ "telemetryMode": "ApplicationInsights" }""", "telemetryMode is 'ApplicationInsights'; it should be OpenTelemetry.")]
    [InlineData("""{ "logging": { "logLevel": { "Function.Hello": "Loud" } } }""", "logging.logLevel.Function.Hello is 'Loud'; it should be Trace or Debug or ")]
    [InlineData("""{ "logging": { "fileLoggingMode": "always" } }""", "logging.fileLoggingMode is 'always'; it should be debugOnly or never.")]
    [InlineData("""{ "extensions": { "http": { "maxConcurrentRequests": 0 } } }""",
        "extensions.http.maxConcurrentRequests is '0'; it should be a whole number from 1, or -1 for no limit.")]
    [InlineData("""{ "extensions": { "http": { "customHeaders": { "X Y": "z" } } } }""", "extensions.http.customHeaders.X Y is 'z'; it should be a header's name and value.")]
    [InlineData("""{ "extensions": { "http": { "customHeaders": { "X": "a\nb" } } } }""", "extensions.http.customHeaders.X is 'a\nb'; it should be a header's name and value.")]
    [InlineData("""{ "extensions": { "http": { "hsts": { "maxAge": "10.00:00:00" } } } }""", "extensions.http.hsts.isEnabled is ''; it should be true or false.")]
    [InlineData("""{ "extensions": { "http": 5 } }""", $"extensions.http is '5'; it should be {Section}.")]
    [InlineData("""{ "extensions": { "queues": { "batchSize": 33 } } }""", "extensions.queues.batchSize is '33'; it should be a whole number from 1 to 32.")]
    [InlineData("""{ "extensions": { "queues": { "batchSize": { "max": 4 } } } }""", "extensions.queues.batchSize should be one value, not a section or a list.")]
    [InlineData("""{ "extensions": { "queues": { "maxPollingInterval": "00:00:00.05" } } }""", "extensions.queues.maxPollingInterval is '00:00:00.05'; it should be")]
    [InlineData("""{ "extensions": { "serviceBus": { "maxAutoLockRenewalDuration": "300" } } }""", "extensions.serviceBus.maxAutoLockRenewalDuration is '300'; it should be a time span")]
    [InlineData("""{ "extensions": { "serviceBus": { "clientRetryOptions": { "maxRetries": 101 } } } }""",
        "extensions.serviceBus.clientRetryOptions.maxRetries is '101'; it should be a whole number from 0 to 100.")]
    [InlineData("""{ "extensions": { "serviceBus": { "minMessageBatchSize": 9, "maxMessageBatchSize": 8 } } }""",
        "extensions.serviceBus.minMessageBatchSize is '9'; it should be at most maxMessageBatchSize, 8.")]
    public Task A_value_out_of_its_range_is_named_with_the_range(string content, string reason) => Fails(content, reason);

    [Theory]
    [InlineData("""{ "customHandler": { "enableForwardingHttpRequest": true } }""", "customHandler is not supported by the embedded runtime: ")]
    [InlineData("""{ "retry": { "strategy": "fixedDelay" } }""", "retry is not supported by the embedded runtime: ")]
    [InlineData("""{ "concurrency": { "dynamicConcurrencyEnabled": true } }""", "concurrency.dynamicConcurrencyEnabled is not supported by the embedded runtime: ")]
    [InlineData("""{ "extensions": { "http": { "dynamicThrottlesEnabled": true } } }""", "extensions.http.dynamicThrottlesEnabled is not supported by the embedded runtime: ")]
    [InlineData("""{ "extensions": { "serviceBus": { "enableCrossEntityTransactions": true } } }""",
        "extensions.serviceBus.enableCrossEntityTransactions is not supported by the embedded runtime: ")]
    [InlineData("""{ "extensions": { "cosmosDB": { "connectionMode": "Direct" } } }""", "extensions.cosmosDB.connectionMode is 'Direct'; it should be gateway.")]
    public Task What_cannot_be_honoured_is_named(string content, string reason) => Fails(content, reason);

    [Fact]
    public async Task A_function_that_does_not_exist_is_named()
    {
        using var folder = new TemporaryFolder().With("host.json", """{ "version": "2.0", "functions": ["Hello", "Helo"] }""");

        var failure = await Assert.ThrowsAsync<BindingException>(() => SampleApp.Start(["--AzureWebJobsStorage=embedded"], files: folder.Files));

        Assert.Equal("Function 'Helo': host.json lists it under functions, and there is no such function.", failure.Message);
    }

    [Fact]
    public async Task What_means_nothing_here_may_stand_there_for_Azures_sake()
    {
        using var folder = new TemporaryFolder().With("host.json", """
            {
              "version": "2.0", "$schema": "https://json.schemastore.org/host", "watchFiles": ["a"], "watchDirectories": ["b"],
              "aggregator": { "batchSize": 1000, "flushTimeout": "00:00:30" }, "healthMonitor": { "enabled": true }, "singleton": { "lockPeriod": "00:00:15" },
              "extensionBundle": { "id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.0.0, 5.0.0)" }, "managedDependency": { "enabled": true },
              "logging": { "applicationInsights": { "samplingSettings": { "isEnabled": true } } }
            }
            """);

        await using var app = await SampleApp.Start(["--AzureWebJobsStorage=embedded"], files: folder.Files);

        Assert.True(app.BaseAddress.IsLoopback);
    }

    private static async Task Fails(string content, string reason)
    {
        using var folder = new TemporaryFolder().With("host.json", """{ "version": "2.0", """ + content[1..]);

        var failure = await Assert.ThrowsAsync<SettingsException>(() => SampleApp.Start(["--AzureWebJobsStorage=embedded"], files: folder.Files));

        Assert.StartsWith(Path.Combine(folder.Path, "host.json: ") + reason, failure.Message, StringComparison.Ordinal);
    }
}
