using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Azure.Functions.Worker;
using Serverless.Contract;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Routes;

namespace Serverless.Functions.Tests.OpenApi;

public class Each_function
{
    private static readonly ApiDocument Document = Published.Document;

    private static readonly (string Name, MethodInfo Method, HttpTriggerAttribute Trigger)[] Functions =
    [
        .. from type in typeof(PublicAttribute).Assembly.GetTypes()
           from method in type.GetMethods()
           where method.IsDefined(typeof(FunctionAttribute))
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null && type != typeof(ZUnrouted) // It answers what is no operation.
           select (method.GetCustomAttribute<FunctionAttribute>()!.Name, method, trigger),
    ];

    public static TheoryData<string> Names => [.. Functions.Select(function => function.Name)];

    [Fact]
    public void Is_an_operation_and_there_are_no_others() =>
        Assert.Equal(
            Functions.Select(function => function.Name).Order(StringComparer.Ordinal),
            Document.Operations.Select(operation => operation.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_the_route_the_method_and_the_guard_that_are_documented(string name)
    {
        var (_, method, trigger) = Functions.Single(function => function.Name == name);
        var operation = Document[name];
        Assert.Equal($"/{trigger.Route}", operation.Path);
        Assert.Equal(operation.Method, Assert.Single(trigger.Methods!, verb => verb != "head").ToUpperInvariant()); // HEAD is a GET without its body.
        Assert.Equal(method.IsDefined(typeof(PublicAttribute)), operation.IsPublic);
        Assert.Equal(method.IsDefined(typeof(OperatorsOnlyAttribute)), operation.IsForOperators);
        Assert.Equal(method.IsDefined(typeof(DisableRateLimitingAttribute)), !operation.Responses.ContainsKey(429));
        Assert.Equal(
            operation.Parameters.Where(parameter => parameter.In == "query").Select(parameter => parameter.Name).Order(StringComparer.Ordinal),
            (method.GetCustomAttribute<QueryParametersAttribute>()?.Names ?? []).Order(StringComparer.Ordinal));
        Assert.Equal(
            trigger.Route!.Split('/').Where(segment => segment[0] == '{').Select(segment => segment.Trim('{', '}')),
            operation.Parameters.Where(parameter => parameter.In == "path").Select(parameter => parameter.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_described_with_what_it_answers_when_all_goes_well_and_when_not(string name)
    {
        var operation = Document[name];
        Assert.NotEmpty((string)operation.Node["summary"]!);
        Assert.NotEmpty((string)operation.Node["description"]!);
        Assert.Contains((string)operation.Node["tags"]!.AsArray().Single()!, Document.Root["tags"]!.AsArray().Select(tag => (string)tag!["name"]!));
        Assert.Contains(operation.Responses.Keys, status => status is >= 200 and < 300);
        Assert.Contains(500, operation.Responses.Keys);
        Assert.All(operation.Parameters, parameter => Assert.NotEmpty((string)parameter.Node["description"]!));
        Assert.All(operation.Responses.Values, response => Assert.NotEmpty((string)response["description"]!));
    }

    [Fact]
    public void Is_below_the_prefix_that_the_host_is_told() =>
        Assert.Equal("/" + (string)HostJson["extensions"]!["http"]!["routePrefix"]!, Document.BasePath);

    private static JsonNode HostJson => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")))!;
}
