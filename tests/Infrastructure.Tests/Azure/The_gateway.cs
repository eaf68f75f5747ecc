using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Azure.Functions.Worker;
using Serverless.Architecture.Tests.Functions;

namespace Serverless.Infrastructure.Tests.Azure;

/// <summary>gateway.json names what the gateway treats on its own; all else needs a token and goes to Orders.</summary>
public class The_gateway
{
    private const string Preflight = "OPTIONS /*";

    // What no route of ours answers: behind the gateway a token is asked for first.
    private const string Unrouted = "{*path}";

    private static readonly JsonElement[] Operations = [.. AzureFiles.Json("gateway.json").GetProperty("operations").EnumerateArray()];

    public static TheoryData<string> Policies => [.. AzureFiles.All("*.xml").Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    [Fact]
    public void Asks_for_no_token_where_the_application_asks_for_none() => Assert.Equal(
        Routes(function => function.Method.GetCustomAttributes(inherit: false).Any(mark => mark.GetType().Name == "PublicAttribute")),
        Listed(operation => Of(operation, "policy") != "signed-in"));

    [Fact]
    public void Sends_to_Payments_what_Payments_answers() => Assert.Equal(
        Routes(function => The_services.Functions("payments").Contains(function.Name)),
        Listed(operation => Of(operation, "service") == "payments"));

    [Fact]
    public void Lets_through_every_method_that_a_function_takes() => Assert.Subset(
        AzureFiles.Strings(AzureFiles.Json("gateway.json").GetProperty("anythingElse")).Append("OPTIONS").ToHashSet(),
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
        var policy = XDocument.Load(AzureFiles.PathOf($"policies/{name}.xml")).Root!;
        Assert.Equal("policies", policy.Name);
        Assert.Equal(["inbound", "backend", "outbound", "on-error"], policy.Elements().Select(section => section.Name.LocalName));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Has_policies_whose_named_values_are_made(string name)
    {
        var named = AzureFiles.Template("modules/gateway.bicep").Of("var").Single(each => each.Name == "namedValues");
        var used = Regex.Matches(File.ReadAllText(AzureFiles.PathOf($"policies/{name}.xml")), @"\{\{([\w-]+)\}\}").Select(match => match.Groups[1].Value);
        Assert.Subset(Bicep.Reading.Members(named.Value).Keys.ToHashSet(), used.ToHashSet());
    }

    private static string Of(JsonElement operation, string property) => operation.GetProperty(property).GetString()!;

    private static IEnumerable<string> Listed(Func<JsonElement, bool> which) =>
        Operations.Where(which)
            .SelectMany(operation => AzureFiles.Strings(operation.GetProperty("methods")).Select(method => $"{method} {Of(operation, "template")}"))
            .Where(route => route != Preflight).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Routes(Func<FunctionMethod, bool> which) =>
        FunctionMethod.WithTrigger<HttpTriggerAttribute>().Where(found => which(found.Function) && found.Trigger.Route != Unrouted)
            .SelectMany(found => (found.Trigger.Methods ?? []).Select(method => $"{method.ToUpperInvariant()} /{found.Trigger.Route}"))
            .Order(StringComparer.Ordinal);
}
