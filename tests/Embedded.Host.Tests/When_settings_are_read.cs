using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Host.Settings;

namespace Serverless.Embedded.Host.Tests;

public class When_settings_are_read
{
    private const string Storage = "--AzureWebJobsStorage=embedded";
    private const string HostFile = """{ "version": "2.0" }""";

    [Fact]
    public async Task The_command_line_is_above_the_environment_and_that_above_the_file()
    {
        Environment.SetEnvironmentVariable("HOSTTEST_B", "environment");
        Environment.SetEnvironmentVariable("HOSTTEST_C", "environment");
        using var folder = new TemporaryFolder().With("host.json", HostFile).With("local.settings.json", """
            { // comments are allowed
              "Values": { "HOSTTEST_A": "file", "HOSTTEST_B": "file", "HOSTTEST_C": "file", "HOSTTEST_D__Inner": 7 } }
            """);

        await using var app = await SampleApp.Start([Storage, "--HOSTTEST_C", "arguments"], files: folder.Files);

        var settings = app.Services.GetRequiredService<IConfiguration>();
        Assert.Equal(("file", "environment", "arguments", "7"),
            (settings["HOSTTEST_A"], settings["HOSTTEST_B"], settings["HOSTTEST_C"], settings["HOSTTEST_D:Inner"]));
        Assert.Equal("file", Environment.GetEnvironmentVariable("HOSTTEST_A"));
    }

    [Fact]
    public async Task What_one_host_exported_is_no_setting_of_the_next()
    {
        using var one = new TemporaryFolder().With("host.json", HostFile).With(
            "local.settings.json", """{ "Values": { "HOSTTEST_E": "one" } }""");
        using var two = new TemporaryFolder().With("host.json", HostFile).With(
            "local.settings.json", """{ "Values": { "HOSTTEST_E": "two" } }""");

        await using var first = await SampleApp.Start([Storage], files: one.Files);
        await using var second = await SampleApp.Start([Storage], files: two.Files);

        Assert.Equal("two", second.Services.GetRequiredService<IConfiguration>()["HOSTTEST_E"]);
    }

    [Fact]
    public void The_sample_stands_in_for_a_missing_file()
    {
        using var folder = new TemporaryFolder().With(
            "local.settings.sample.json", """{ "Host": { "LocalHttpPort": 8080, "CORS": "*" }, "Values": { "A": "sample" } }""");

        var settings = LocalSettings.Read(folder.Files);

        Assert.Equal((true, 8080, "*", "sample"), (settings.IsSample, settings.Port, settings.Cors, settings.Values["A"]));
    }

    [Fact]
    public void Files_are_found_in_the_output_folder_else_from_the_current_folder_upwards()
    {
        using var output = new TemporaryFolder();
        using var current = new TemporaryFolder().With("host.json", HostFile);
        var below = Directory.CreateDirectory(Path.Combine(current.Path, "a", "b")).FullName;
        var files = new SettingsFiles(output.Path, below);

        Assert.Equal(Path.Combine(current.Path, "host.json"), files.Find("host.json"));
        output.With("host.json", HostFile);
        Assert.Equal(Path.Combine(output.Path, "host.json"), files.Find("host.json"));
    }

    [Theory]
    [InlineData("""{ "version": "2.0" """, "host.json cannot be read: ")]
    [InlineData("[]", "host.json cannot be read: ")]
    [InlineData("""{ "version": "3.0" }""", "host.json: version is '3.0'; it should be 2.0.")]
    [InlineData("""{ "version": "2.0", "functionTimeout": "soon" }""",
        "host.json: functionTimeout is 'soon'; it should be a time span such as 00:05:00, from 00:00:01, or -1 for no limit.")]
    public async Task A_host_json_that_cannot_be_used_is_named(string content, string reason)
    {
        using var folder = new TemporaryFolder().With("host.json", content);

        await Fails(folder, reason);
    }

    [Theory]
    [InlineData("""{ "Values": { "A": "a", } """, "local.settings.json cannot be read: ")]
    [InlineData("""{ "Values": { "A": { "B": "c" } } }""",
        "local.settings.json: Values.A should be a string. Write nested settings as 'Section__Name'.")]
    [InlineData("""{ "Values": [] }""", "local.settings.json: Values should be a JSON object of strings.")]
    [InlineData("""{ "IsEncrypted": true, "Values": { } }""", "local.settings.json is encrypted.")]
    [InlineData("""{ "Host": { "LocalHttpPort": "http" } }""",
        "local.settings.json: Host.LocalHttpPort should be a port from 0 to 65535, not 'http'.")]
    public async Task A_settings_file_that_cannot_be_used_is_named(string content, string reason)
    {
        using var folder = new TemporaryFolder().With("host.json", HostFile).With("local.settings.json", content);

        await Fails(folder, reason);
    }

    [Theory]
    [InlineData("--port=many", "The setting port should be a port from 0 to 65535, not 'many'.")]
    [InlineData("--Embedded:CosmosPort=-1", "The setting Embedded__CosmosPort should be a port from 0 to 65535, not '-1'.")]
    [InlineData("--Embedded:Data=cloud", "The setting Embedded__Data should be 'file' or 'memory', not 'cloud'.")]
    [InlineData("--ServiceBusConnection=Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=b",
        "The setting ServiceBusConnection cannot be used: The embedded runtime speaks only to its own Service Bus")]
    [InlineData("--CosmosConnection=nothing",
        "The setting CosmosConnection should be a connection string: AccountEndpoint=http://cosmos.embedded/;AccountKey=<base64>.")]
    [InlineData("--CosmosConnection=AccountEndpoint=http://cosmos.embedded/;AccountKey=?", "The setting CosmosConnection cannot be used: ")]
    [InlineData("--Embedded:PaymentWebhookUrl=nowhere",
        "The setting Embedded__PaymentWebhookUrl should be an address, or a path that begins with '/', not 'nowhere'.")]
    [InlineData("--Embedded:PaymentWebhookUrl=/hook", "The setting Embedded__PaymentWebhookSecret is missing")]
    public async Task A_setting_that_cannot_be_used_is_named(string argument, string reason)
    {
        var failure = await Assert.ThrowsAsync<SettingsException>(() => SampleApp.Start([argument]));

        Assert.StartsWith(reason, failure.Message, StringComparison.Ordinal);
    }

    private static async Task Fails(TemporaryFolder folder, string reason)
    {
        var failure = await Assert.ThrowsAsync<SettingsException>(() => SampleApp.Start(files: folder.Files));

        Assert.StartsWith(Path.Combine(folder.Path, reason), failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message, StartFailure.Describe(failure));
    }
}
