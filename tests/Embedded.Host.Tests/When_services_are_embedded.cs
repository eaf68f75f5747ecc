using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Embedded.Host.Tests;

public class When_services_are_embedded
{
    private const string Account = "--CosmosConnection=AccountEndpoint=http://cosmos.embedded/;AccountKey=a2V5";
    private const string Resources = """
        { "cosmos": { "database": "shop", "containers": [{ "name": "catalog", "partitionKey": "/id" }] } }
        """;

    [Fact]
    public async Task Clients_of_the_factory_reach_them_inside_the_process_and_people_on_the_hosts_port()
    {
        await using var app = await SampleApp.Start();
        using var inside = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        using var outside = new HttpClient { BaseAddress = app.BaseAddress };

        var (one, other) = (await Issuer(inside, "http://identity.embedded/"), await Issuer(outside, $"{app.BaseAddress}identity/"));

        Assert.Equal(("http://identity.embedded", "http://identity.embedded"), (one, other));
    }

    [Fact]
    public async Task A_client_is_told_what_there_is_when_it_asks_for_another()
    {
        await using var app = await SampleApp.Start();
        using var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => Issuer(client, "http://mail.embedded/"));

        Assert.Equal("There is no embedded service 'mail.embedded'; there are: identity.embedded, payments.embedded.", failure.Message);
    }

    [Fact]
    public async Task Empty_containers_are_seeded_once()
    {
        using var folder = new TemporaryFolder().With("host.json", """{ "version": "2.0" }""").With("resources.json", Resources)
            .With("seed.json", """{ "containers": { "catalog": [{ "id": "mug" }, { "id": "teapot" }] } }""");

        Assert.Equal((2, 2), (await Documents(folder), await Documents(folder)));
    }

    [Theory]
    [InlineData("resources.json", """{ "cosmos": { """, "resources.json cannot be read: ")]
    [InlineData("resources.json", """{ "serviceBus": { "queues": [{ "name": "q", "lockDuration": "a minute" }] } }""",
        "resources.json: 'a minute' is no ISO 8601")]
    [InlineData("seed.json", """{ "containers": { "none": [] } }""", "seed.json: there is no container 'none'.")]
    public async Task A_file_that_cannot_be_used_is_named(string name, string content, string reason)
    {
        using var folder = new TemporaryFolder().With("host.json", """{ "version": "2.0" }""").With("resources.json", Resources).With(
            name, content);

        var failure = await Assert.ThrowsAsync<Settings.SettingsException>(() =>
            SampleApp.Start(["--AzureWebJobsStorage=embedded", Account], files: folder.Files));

        Assert.StartsWith(Path.Combine(folder.Path, reason), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cosmos_port_without_an_account_is_refused()
    {
        var failure = await Assert.ThrowsAsync<Settings.SettingsException>(() => SampleApp.Start(["--Embedded:CosmosPort=0"]));

        Assert.StartsWith("Embedded__CosmosPort needs a CosmosConnection", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<string?> Issuer(HttpClient client, string address)
    {
        var text = await client.GetStringAsync(
            new Uri(address + ".well-known/openid-configuration"), TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<JsonElement>(text).GetProperty("issuer").GetString();
    }

    private static async Task<long> Documents(TemporaryFolder folder)
    {
        await using var app = await SampleApp.Start(
            ["--AzureWebJobsStorage=embedded", "--Embedded:Data=file", $"--Embedded:DataPath={folder.Path}", Account], files: folder.Files);
        return app.Services.GetRequiredService<Storage.Database>().Read(
            connection => (long)connection.Scalar("SELECT count(*) FROM cosmos_documents")!);
    }
}
