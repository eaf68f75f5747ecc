using System.Text.RegularExpressions;

namespace Serverless.Infrastructure.Tests.Bicep;

/// <summary>What is wrong in a template, as far as its text and that of the files that it names tells.</summary>
internal static partial class Faults
{
    // Those that templates here use. A new one is looked up, and added.
    private static readonly string[] KnownFunctions =
    [
        "concat", "contains", "empty", "environment", "fail", "filter", "flatten", "guid", "indexOf", "items", "join", "last", "length", "loadJsonContent",
        "loadTextContent", "map", "max", "range", "readEnvironmentVariable", "replace", "resourceGroup", "resourceId", "string", "subscription",
        "subscriptionResourceId", "take", "tenant", "toLower", "toObject", "union", "uniqueString",
    ];

    private static readonly string[] Scopes = ["az", "sys"];

    public static IReadOnlyList<string> Of(string file)
    {
        try
        {
            return [.. Of(Template.Load(file))];
        }
        catch (FormatException wrong)
        {
            return [wrong.Message];
        }
    }

    public static IEnumerable<string> Of(Template template) =>
        template.Of("using").Any()
            ? OfParameterFile(template)
            : [.. Names(template), .. Unused(template), .. Types(template), .. Nameless(template), .. Modules(template), .. Files(template)];

    private static IEnumerable<string> Names(Template template)
    {
        var declared = template.Declarations.Where(each => each.Kind != "output" && each.Name != "").Select(each => each.Name).ToList();
        foreach (var twice in declared.GroupBy(name => name).Where(group => group.Count() > 1))
            yield return $"'{twice.Key}' is declared twice";
        foreach (var declaration in template.Declarations.Where(each => each.Kind != "type"))
        {
            var used = References.In(declaration.Value);
            foreach (var name in used.Names.Where(name => !declared.Contains(name.Value) && !Scopes.Contains(name.Value)))
                yield return $"line {name.Line}: '{name.Value}' is not declared";
            foreach (var function in used.Functions.Where(function => !KnownFunctions.Contains(function.Value)))
                yield return $"line {function.Line}: '{function.Value}' is no known function";
        }
    }

    private static IEnumerable<string> Unused(Template template)
    {
        var used = template.Declarations.SelectMany(each => References.In(each.Value).Names).Select(name => name.Value).ToHashSet();
        return template.Declarations.Where(each => each.Kind is "param" or "var" && !used.Contains(each.Name))
            .Select(each => $"line {each.Line}: '{each.Name}' is not used");
    }

    private static IEnumerable<string> Types(Template template) => template.Of("resource").Where(each => !ResourceType().IsMatch(each.Path))
        .Select(each => $"line {each.Line}: '{each.Path}' is no type with a version");

    private static IEnumerable<string> Nameless(Template template) => template.Declarations
        .Where(each => each.Kind is "resource" or "module" && !each.Members.ContainsKey("name"))
        .Select(each => $"line {each.Line}: '{each.Name}' has no name");

    private static IEnumerable<string> Modules(Template template)
    {
        foreach (var module in template.Of("module"))
        {
            var file = Beside(template, module.Path);
            if (!File.Exists(file))
            {
                yield return $"line {module.Line}: there is no {module.Path}";
                continue;
            }
            var target = Template.Load(file);
            var given = module.Members.TryGetValue("params", out var parameters) ? Reading.Members(parameters).Keys : [];
            foreach (var fault in Given(target, [.. given]))
                yield return $"line {module.Line}: {module.Name}: {fault}";
            var outputs = target.Of("output").Select(output => output.Name).ToHashSet();
            foreach (var name in Outputs(template, module.Name).Where(name => !outputs.Contains(name)))
                yield return $"{module.Name} has no output '{name}'";
        }
    }

    private static IEnumerable<string> Given(Template target, IReadOnlyCollection<string> given)
    {
        var parameters = target.Of("param").ToList();
        return
        [
            .. parameters.Where(each => each.IsRequired && !given.Contains(each.Name)).Select(each => $"'{each.Name}' is required, and not given"),
            .. given.Except(parameters.Select(each => each.Name)).Select(name => $"'{name}' is given, and no parameter"),
        ];
    }

    /// <summary>The outputs that are read of a module: <c>name.outputs.x</c>, <c>name!.outputs.x</c>, <c>name[i].outputs.x</c>.</summary>
    private static IEnumerable<string> Outputs(Template template, string module)
    {
        var tokens = template.Declarations.SelectMany(each => Flat(each.Value)).ToList();
        return Enumerable.Range(0, tokens.Count).Where(at => tokens[at].Is(module)).Select(at => OutputAt(tokens, at + 1)).OfType<string>();
    }

    private static string? OutputAt(List<Token> tokens, int at)
    {
        if (at < tokens.Count && tokens[at].Is("["))
            at = Reading.Close(tokens, at) + 1;
        if (at < tokens.Count && tokens[at].Is("!"))
            at++;
        return at + 3 < tokens.Count && tokens[at].Is(".") && tokens[at + 1].Is("outputs") ? tokens[at + 3].Value : null;
    }

    private static IEnumerable<Token> Flat(IEnumerable<Token> tokens) => tokens.SelectMany(token => Flat(token.Inside).Prepend(token));

    private static IEnumerable<string> Files(Template template)
    {
        var tokens = template.Declarations.SelectMany(each => Flat(each.Value)).ToList();
        return Enumerable.Range(0, tokens.Count).Where(at => tokens[at].Is("loadJsonContent") || tokens[at].Is("loadTextContent"))
            .Select(at => tokens[at + 2].Value).Where(path => !File.Exists(Beside(template, path))).Select(path => $"there is no {path}");
    }

    private static IEnumerable<string> OfParameterFile(Template file)
    {
        var template = Template.Load(Beside(file, file.Of("using").Single().Path));
        return [.. Given(template, [.. file.Of("param").Select(each => each.Name)]), .. Names(file)];
    }

    private static string Beside(Template template, string path) => Path.GetFullPath(path, Path.GetDirectoryName(template.File)!);

    [GeneratedRegex(@"^Microsoft\.[A-Za-z]+(/[A-Za-z]+)+@20\d\d-\d\d-\d\d(-preview)?$")]
    private static partial Regex ResourceType();
}
