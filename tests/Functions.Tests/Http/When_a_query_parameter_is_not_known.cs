using Serverless.Functions.Tests.Security;

namespace Serverless.Functions.Tests.Http;

public class When_a_query_parameter_is_not_known(Shop shop)
{
    public static TheoryData<string, string> Guarded =>
        new(from function in HttpFunction.All where !function.IsPublic from method in function.Methods where method != "head" select (function.Name, method));

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task It_is_named_and_nothing_is_done(string name, string method)
    {
        var function = HttpFunction.All.Single(each => each.Name == name);
        var request = function.To(method, "7");
        request.RequestUri = new($"{request.RequestUri}?dryRun=true", UriKind.Relative);
        request.Headers.Add("Idempotency-Key", "dry");
        var answer = await (await shop.Operator("tries it out")).Send(request);
        Assert.Equal((400, "invalid_request"), answer.Refusal);
        Assert.Equal(["dryRun: unknown_parameter"], answer.Errors);
    }

    [Theory]
    [InlineData("api/orders?stauts=paid", "stauts")]
    [InlineData("api/orders?status=paid&pagesize=1&nextCursor=x", "nextCursor")]
    [InlineData("api/products?sort=price", "sort")]
    [InlineData("api/orders?=paid", "")]
    public async Task A_slip_in_a_name_is_found(string path, string parameter) =>
        Assert.Equal([$"{parameter}: unknown_parameter"], (await (await shop.Customer("slips")).Get(path)).Errors);

    [Theory]
    [InlineData("api/orders?Status=paid&PAGESIZE=1")]
    [InlineData("api/orders?")]
    [InlineData("api/docs?utm_source=mail")]
    [InlineData("api/openapi.json?v=2")]
    [InlineData("api/health/live?probe=1")]
    [InlineData("api/products/TEA-GREEN-100?from=search")]
    public async Task Case_does_not_matter_and_pages_for_anybody_take_what_tools_add(string path) =>
        Assert.Equal(200, (await (await shop.Customer("reads")).Get(path)).Status);
}
