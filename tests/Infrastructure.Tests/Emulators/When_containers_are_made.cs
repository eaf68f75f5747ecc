using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Newtonsoft.Json.Linq;
using Serverless.Architecture.Tests;
using Serverless.Embedded.Cosmos;
using Serverless.Embedded.Wire;
using Serverless.Emulators;
using Storage = Serverless.Embedded.Storage.Database;

namespace Serverless.Infrastructure.Tests.Emulators;

public sealed class When_containers_are_made : IAsyncLifetime
{
    private const string Key = "ZW1iZWRkZWQta2V5LW9mLXRoZS10ZXN0cw==";

    private static readonly string Declared = File.ReadAllText(Repository.PathOf("infra/resources.json"));
    private static readonly JObject Section = (JObject)JObject.Parse(Declared)["cosmos"]!;

    private readonly Storage _storage = Storage.InMemory();
    private CosmosEndpoint? _account;
    private CosmosClient? _client;

    static When_containers_are_made() => Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", "true");

    public ValueTask InitializeAsync()
    {
        _account = new(_storage, Key, TimeProvider.System, TimeSpan.Zero);
        _client = new($"AccountEndpoint=http://cosmos.embedded/;AccountKey={Key}", new()
        {
            ConnectionMode = ConnectionMode.Gateway,
            LimitToEndpoint = true,
            HttpClientFactory = () => new HttpClient(new WireMessageHandler(_account)),
        });
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        _client!.Dispose();
        await _account!.DisposeAsync();
        await _storage.DisposeAsync();
    }

    [Fact]
    public async Task They_are_those_that_are_declared()
    {
        var done = await DeclaredContainers.Make(_client!, Section);
        Assert.Equal(Section["containers"]!.Select(each => $"orders-payments/{each["name"]}: made"), done);
    }

    // The embedded runtime reads the same file.
    [Fact]
    public async Task They_are_as_the_embedded_runtime_makes_them()
    {
        await DeclaredContainers.Make(_client!, Section);
        var made = Definitions();
        await _account!.Declare(JsonElement.Parse(Declared).GetProperty("cosmos"));
        Assert.Equal(Definitions(), made);
    }

    [Fact]
    public async Task What_is_there_is_left_alone()
    {
        await DeclaredContainers.Make(_client!, Section);
        Assert.All(await DeclaredContainers.Make(_client!, Section), line => Assert.EndsWith(": is there", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_setting_that_is_not_known_is_refused() => Assert.Contains(
        "'colour'", Assert.Throws<NotSupportedException>(() => DeclaredContainers.Definition(new JObject { ["colour"] = "blue" })).Message);

    // The SDK writes the same in another order, and what is usual besides.
    private string[] Definitions() => [.. _account!.Containers.Select(container => container.Definition.Json).Select(json =>
        $"{json["id"]}: {json["partitionKey"]!["paths"]!.ToJsonString()}, {json["defaultTtl"]}, {Paths(json, "includedPaths")}, "
        + Paths(json, "compositeIndexes"))];

    private static string Paths(JsonObject container, string kind) => string.Join(' ', Flat(container["indexingPolicy"]?[kind] as JsonArray ?? []));

    private static IEnumerable<string> Flat(JsonArray paths) =>
        paths.SelectMany(path => path is JsonArray several ? Flat(several) : [$"{path!["path"]} {path["order"]}"]);
}
