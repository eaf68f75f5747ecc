using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Serverless.Architecture.Tests;

namespace Serverless.Infrastructure.Tests.Emulators;

/// <summary>Its configuration says what <c>infra/resources.json</c> says, as far as the emulator goes.</summary>
public class The_service_bus_emulator
{
    // What it takes at most.
    private static readonly Dictionary<string, string> Longest = new()
    {
        ["DefaultMessageTimeToLive"] = "PT1H",
        ["DuplicateDetectionHistoryTimeWindow"] = "PT5M",
        ["LockDuration"] = "PT5M",
    };

    private static readonly JsonElement Bus = Json("infra/resources.json").GetProperty("serviceBus");

    private static readonly JsonElement Namespace = Assert.Single(
        Json("infra/emulators/service-bus.json").GetProperty("UserConfig").GetProperty("Namespaces").EnumerateArray());

    [Fact]
    public void Has_the_only_namespace_that_it_can_have() => Assert.Equal("sbemulatorns", Namespace.GetProperty("Name").GetString());

    [Theory]
    [InlineData("queues", "Queues")]
    [InlineData("topics", "Topics")]
    [InlineData("topics.subscriptions", "Topics.Subscriptions")]
    public void Has_what_is_declared(string section, string configured) =>
        Assert.Equal(Find(Bus, section).Select(Expected), Find(Namespace, configured).Select(Found));

    private static JsonElement[] Find(JsonElement root, string path) => path.Split('.').Aggregate(
        new[] { root }, (found, name) => [.. found.SelectMany(each => each.GetProperty(name).EnumerateArray())]);

    private static string Expected(JsonElement declared)
    {
        var properties = declared.EnumerateObject().Where(each => each.Name is not "name" and not "subscriptions").Select(each => Within(
            string.Concat(char.ToUpperInvariant(each.Name[0]), each.Name[1..]), each.Value));
        return $"{declared.GetProperty("name")} {new JsonObject(properties).ToJsonString()}";
    }

    private static string Found(JsonElement configured) =>
        $"{configured.GetProperty("Name")} {JsonObject.Create(configured.GetProperty("Properties"))!.ToJsonString()}";

    private static KeyValuePair<string, JsonNode?> Within(string name, JsonElement value) => new(
        name,
        Longest.TryGetValue(name, out var most) && XmlConvert.ToTimeSpan(value.GetString()!) > XmlConvert.ToTimeSpan(most)
            ? most : JsonNode.Parse(value.GetRawText()));

    private static JsonElement Json(string file) => JsonElement.Parse(File.ReadAllText(Repository.PathOf(file)));
}
