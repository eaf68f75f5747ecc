namespace Serverless.Functions.Tests.Security;

/// <summary>Broken function level authorization (API5), and every function that lets somebody in without a token (API2).</summary>
public class When_a_function_is_for_somebody_else(Shop shop)
{
    private const string AnyId = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    public static TheoryData<string, string> ForOperators => Of(function => function.IsForOperators);

    public static TheoryData<string, string> WithToken => Of(function => !function.IsPublic);

    [Fact]
    public void Nothing_is_public_but_what_is_meant_to_be() => Assert.Equal(
        ["GetDocs", "GetOpenApi", "GetProduct", "ListProducts", "Live", "Ready", "ReceiveProviderEvent", "ZUnrouted"],
        HttpFunction.All.Where(function => function.IsPublic).Select(function => function.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Customers_get_into_nothing_but_their_own_orders() => Assert.Equal(
        ["CancelOrder", "GetOrder", "GetOrderHistory", "ListOrders", "PlaceOrder", "RetryPayment"],
        HttpFunction.All.Where(function => !function.IsPublic && !function.IsForOperators).Select(function => function.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(ForOperators))]
    public async Task A_customer_is_told_that_it_is_for_operators(string name, string method)
    {
        var answer = await (await shop.Customer("curious")).Send(Request(name, method));
        Assert.Equal(403, answer.Status);
        Assert.True(method == "head" || answer.Problem == "operators_only");
    }

    [Theory]
    [MemberData(nameof(WithToken))]
    public async Task Nobody_gets_in_without_a_token_or_with_a_bad_one(string name, string method)
    {
        var anonymous = await new Customer(shop.Anonymous).Send(Request(name, method));
        Assert.Equal((401, "Bearer"), (anonymous.Status, anonymous.Header("WWW-Authenticate")));
        var forged = await shop.WithToken("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSIsInJvbGVzIjoib3BlcmF0b3IifQ.").Send(Request(name, method));
        Assert.Equal(401, forged.Status);
        Assert.StartsWith("Bearer error=\"invalid_token\"", forged.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("X-Original-URL", "/api/dead-letters")]
    [InlineData("X-Rewrite-URL", "/api/dead-letters")]
    [InlineData("X-MS-CLIENT-PRINCIPAL", "eyJhdXRoX3R5cCI6ImFhZCIsImNsYWltcyI6W3sidHlwIjoicm9sZXMiLCJ2YWwiOiJvcGVyYXRvciJ9XX0=")]
    [InlineData("X-Functions-Key", "master")]
    public async Task No_header_makes_an_operator(string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "api/dead-letters");
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal((403, "operators_only"), (await (await shop.Customer("pretends")).Send(request)).Refusal);
    }

    private static TheoryData<string, string> Of(Func<HttpFunction, bool> which) =>
        new(from function in HttpFunction.All where which(function) from method in function.Methods select (function.Name, method));

    private static HttpRequestMessage Request(string name, string method) => HttpFunction.All.Single(function => function.Name == name).To(method, AnyId);
}
