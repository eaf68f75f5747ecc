using System.Collections.Concurrent;
using System.Text.Json;

namespace Serverless.Infrastructure.Tests.Made;

/// <summary>What a deployment of an environment would make.</summary>
internal sealed record Made(IReadOnlyList<Resource> Resources)
{
    /// <summary>Environments of tests: the parameters of dev, and what they have more.</summary>
    private static readonly Dictionary<string, string> More = new()
    {
        ["two-apps"] = "param twoApps = true\nparam copies = 2\nparam allowedOrigins = ['https://shop.example.com', 'https://admin.example.com']",
    };

    private static readonly ConcurrentDictionary<string, Lazy<Task<Made>>> Known = new();

    public static TheoryData<string> Environments => ["dev", "prod", .. More.Keys];

    /// <summary>Evaluates it once for all tests.</summary>
    public static Task<Made> In(string environment) => Known.GetOrAdd(environment, name => new(() => Evaluate(name))).Value;

    public IEnumerable<Resource> Of(string type) => Resources.Where(each => each.Type == type);

    public Resource One(string type) => Assert.Single(Of(type));

    private static async Task<Made> Evaluate(string environment)
    {
        using var compiler = new Compiler();
        if (More.TryGetValue(environment, out var more))
        {
            await compiler.AddToDev($"{environment}.bicepparam", more);
        }
        var said = await compiler.Evaluate($"{environment}.bicepparam");
        var file = compiler.PathOf($"{environment}.snapshot.json");
        Assert.True(File.Exists(file), said);
        var text = await File.ReadAllTextAsync(file);
        return new([.. JsonElement.Parse(text).GetProperty("predictedResources").EnumerateArray().Select(Resource.Of)]);
    }
}
