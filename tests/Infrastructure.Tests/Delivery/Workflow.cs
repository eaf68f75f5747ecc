using Serverless.Architecture.Tests;
using YamlDotNet.RepresentationModel;

namespace Serverless.Infrastructure.Tests.Delivery;

/// <summary>A file of <c>.github</c>, or <c>azure.yaml</c>.</summary>
internal sealed record Workflow(string Name, YamlMappingNode Root)
{
    public static IReadOnlyList<Workflow> All { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf(".github/workflows")).Order().Select(Load)];

    public static Workflow Load(string file)
    {
        using var text = File.OpenText(file);
        var yaml = new YamlStream();
        yaml.Load(text);
        return new(Path.GetFileName(file), (YamlMappingNode)yaml.Documents.Single().RootNode);
    }

    public IEnumerable<(string Name, YamlMappingNode Job)> Jobs => Map("jobs").Select(job => (Text(job.Key), (YamlMappingNode)job.Value));

    /// <summary>Every value of a key, wherever it stands.</summary>
    public IEnumerable<string> Every(string key) => Nodes(Root).OfType<YamlMappingNode>()
        .SelectMany(node => node.Children).Where(child => Text(child.Key) == key && child.Value is YamlScalarNode).Select(child => Text(child.Value));

    public bool Has(string key) => Root.Children.Keys.Any(each => Text(each) == key);

    private IEnumerable<KeyValuePair<YamlNode, YamlNode>> Map(string key) => ((YamlMappingNode)Root.Children[new YamlScalarNode(key)]).Children;

    private static IEnumerable<YamlNode> Nodes(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.Values.SelectMany(Nodes).Prepend(node),
        YamlSequenceNode list => list.Children.SelectMany(Nodes).Prepend(node),
        _ => [node],
    };

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    public override string ToString() => Name;
}
