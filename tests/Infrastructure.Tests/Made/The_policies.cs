using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Serverless.Infrastructure.Tests.Made;

/// <summary>The policies of the gateway as they are handed over, with everything filled in.</summary>
public partial class The_policies
{
    public static TheoryData<string> Names => Made.Environments;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Name_what_the_gateway_has(string name)
    {
        var made = await Made.In(name);
        var values = Own(made, "namedValues");
        var backends = Own(made, "backends");
        var fragments = Own(made, "policyFragments");
        Assert.All(Texts(made), text =>
        {
            Assert.Subset(values, NamedValue().Matches(text).Select(match => match.Groups[1].Value).ToHashSet());
            Assert.Subset(backends, Attributes(text, "set-backend-service", "backend-id"));
            Assert.Subset(fragments, Attributes(text, "include-fragment", "fragment-id"));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Have_nothing_left_to_fill_in(string name) => Assert.All(Texts(await Made.In(name)), text =>
        Assert.DoesNotMatch(@"(?<!\{)\{[a-z-]+\}(?!\})", text));

    // Without an operation's own policy nobody would be asked for a token.
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Are_there_for_each_operation(string name)
    {
        var made = await Made.In(name);
        Assert.Equal(
            made.Of("Microsoft.ApiManagement/service/apis/operations").Select(each => $"{each.Name}/policy").Order(),
            made.Of("Microsoft.ApiManagement/service/apis/operations/policies").Select(each => each.Name).Order());
    }

    [Theory]
    [InlineData("dev", "")]
    [InlineData("two-apps", "https://shop.example.com,https://admin.example.com")]
    public async Task Let_in_the_pages_that_the_parameters_name(string name, string origins)
    {
        var api = (await Made.In(name)).One("Microsoft.ApiManagement/service/apis/policies").TextAt("properties.value");
        Assert.Equal(origins, string.Join(',', XDocument.Parse(api).Descendants("origin").Select(origin => origin.Value)));
    }

    private static IEnumerable<string> Texts(Made made) => made.Resources
        .Where(each => each.Type.StartsWith("Microsoft.ApiManagement/", StringComparison.Ordinal) && each.TextAt("properties.format") == "xml")
        .Select(each => each.TextAt("properties.value"));

    private static HashSet<string> Own(Made made, string type) => made.Of($"Microsoft.ApiManagement/service/{type}").Select(each => each.OwnName).ToHashSet();

    private static HashSet<string> Attributes(string text, string element, string attribute) =>
        XDocument.Parse(text).Descendants(element).Select(each => each.Attribute(attribute)!.Value).ToHashSet();

    [GeneratedRegex(@"\{\{([\w-]+)\}\}")]
    private static partial Regex NamedValue();
}
