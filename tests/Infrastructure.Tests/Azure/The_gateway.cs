using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Azure.Functions.Worker;
using Serverless.Architecture.Tests;
using Serverless.Architecture.Tests.Functions;
using Serverless.Workflows.Imports;

namespace Serverless.Infrastructure.Tests.Azure;

/// <summary>gateway.json names what the gateway treats on its own; all else needs a token and goes to Orders.</summary>
public class The_gateway
{
    // A gateway that passes it on answers no browser: what its policy for other origins says is skipped where an operation takes it.
    private const string Preflight = "OPTIONS";

    // What no route of ours answers: behind the gateway a token is asked for first.
    private const string Unrouted = "{*path}";

    private static readonly JsonElement[] Operations = [.. AzureFiles.Json("gateway.json").GetProperty("operations").EnumerateArray()];

    public static TheoryData<string> Policies =>
        [.. AzureFiles.All("*.xml").Select(file => Path.GetRelativePath(AzureFiles.PathOf("policies"), file))];

    [Fact]
    public void Asks_for_no_token_where_the_application_asks_for_none() => Assert.Equal(
        Routes(function => function.Method.GetCustomAttributes(inherit: false).Any(mark => mark.GetType().Name == "PublicAttribute")),
        Listed(operation => Of(operation, "policy") is "public" or "products"));

    [Fact]
    public void Sends_to_Payments_what_Payments_answers() => Assert.Equal(
        Routes(function => The_services.Functions("payments").Contains(function.Name)),
        Listed(operation => Of(operation, "service") == "payments"));

    [Fact]
    public void Lets_through_every_method_that_a_function_takes() => Assert.Subset(
        AzureFiles.Strings(AzureFiles.Json("gateway.json").GetProperty("anythingElse")).Append(Preflight).ToHashSet(),
        FunctionMethod.WithTrigger<HttpTriggerAttribute>().SelectMany(found => found.Trigger.Methods ?? [])
            .Select(method => method.ToUpperInvariant()).ToHashSet());

    [Fact]
    public void Knows_the_parameters_of_its_templates() => Assert.All(Operations, operation => Assert.Equal(
        Regex.Matches(Of(operation, "template"), @"\{(\w+)\}").Select(match => match.Groups[1].Value),
        AzureFiles.Strings(operation.GetProperty("parameters"))));

    [Fact]
    public void Has_policies_for_all_operations() => Assert.All(Operations, operation =>
        Assert.True(File.Exists(AzureFiles.PathOf($"policies/{Of(operation, "policy")}.xml"))));

    [Theory]
    [MemberData(nameof(Policies))]
    public void Has_policies_that_are_XML_with_the_four_sections(string name)
    {
        var policy = Read(name);
        if (name.Contains(Path.DirectorySeparatorChar))
        {
            Assert.Equal("fragment", policy.Name);
        }
        else if (policy.Name != "cors")
        {
            Assert.Equal("policies", policy.Name);
            Assert.Equal(["inbound", "backend", "outbound", "on-error"], policy.Elements().Select(section => section.Name.LocalName));
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Includes_fragments_that_there_are(string name) => Assert.All(
        Read(name).Descendants("include-fragment").Select(include => include.Attribute("fragment-id")!.Value),
        fragment => Assert.True(File.Exists(AzureFiles.PathOf($"policies/fragments/{fragment}.xml"))));

    // An answer of the gateway that a page may not read is an error without a reason: both lists are one.
    [Fact]
    public void Exposes_to_other_origins_what_the_application_exposes()
    {
        var source = File.ReadAllText(Repository.PathOf("functions/Http/SecurityHeaders.cs"));
        var exposed = Regex.Match(source, "Exposed =\\s+\"([^\"]+)\"").Groups[1].Value.Split(", ");
        Assert.Equal(exposed, Read("cross-origin.xml").Descendants("expose-headers").Elements().Select(header => header.Value));
    }

    [Fact]
    public void Takes_bodies_as_large_as_the_application_does()
    {
        var limits = AzureFiles.All("*.xml").SelectMany(file => XDocument.Load(file).Descendants("set-variable"))
            .Where(variable => variable.Attribute("name")!.Value == "limit").Select(variable => variable.Attribute("value")!.Value);
        Assert.Equal([$"@({256 * 1024}L)", $"@({ImportLimits.MaxBytes}L)"], limits.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Has_policies_whose_named_values_are_made(string name)
    {
        var named = AzureFiles.Template("modules/gateway.bicep").Of("var").Single(each => each.Name == "namedValues");
        var used = Regex.Matches(File.ReadAllText(AzureFiles.PathOf($"policies/{name}")), @"\{\{([\w-]+)\}\}").Select(match => match.Groups[1].Value);
        Assert.Subset(Bicep.Reading.Members(named.Value).Keys.ToHashSet(), used.ToHashSet());
    }

    private static XElement Read(string name) => XDocument.Load(AzureFiles.PathOf($"policies/{name}")).Root!;

    private static string Of(JsonElement operation, string property) => operation.GetProperty(property).GetString()!;

    private static IEnumerable<string> Listed(Func<JsonElement, bool> which) =>
        Operations.Where(which)
            .SelectMany(operation => AzureFiles.Strings(operation.GetProperty("methods")).Select(method => $"{method} {Of(operation, "template")}"))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Routes(Func<FunctionMethod, bool> which) =>
        FunctionMethod.WithTrigger<HttpTriggerAttribute>().Where(found => which(found.Function) && found.Trigger.Route != Unrouted)
            .SelectMany(found => (found.Trigger.Methods ?? []).Select(method => $"{method.ToUpperInvariant()} /{found.Trigger.Route}"))
            .Order(StringComparer.Ordinal);
}
