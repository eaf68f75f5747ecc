namespace Serverless.Functions.Tests.Http;

public class When_a_caller_has_no_valid_token(Shop shop)
{
    [Theory]
    [InlineData("api/orders")]
    [InlineData("api/orders/4psazrlys3onvrttd5qmwf2ixug2hkmwfszzkwk2hd2g6p7tmkiu")]
    public async Task Without_one_everything_but_the_public_is_closed(string path)
    {
        var answer = await new Customer(shop.Anonymous).Get(path);
        Assert.Equal(401, answer.Status);
        Assert.Equal("unauthenticated", answer.Problem);
        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task Nothing_is_placed()
    {
        var answer = await new Customer(shop.Anonymous).Place("cart-1");
        Assert.Equal(401, answer.Status);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwOi8vaWRlbnRpdHkuZW1iZWRkZWQiLCJhdWQiOiJvcmRlcnMtYXBpIiwic3ViIjoiYWxpY2UiLCJleHAiOjQxMDI0NDQ4MDB9.")]
    public async Task One_that_nobody_signed_is_refused_with_the_reason(string token)
    {
        var answer = await shop.WithToken(token).Get("api/orders");
        Assert.Equal(401, answer.Status);
        Assert.Equal("invalid_token", answer.Problem);
        Assert.StartsWith("Bearer error=\"invalid_token\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.DoesNotContain(token, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_for_another_audience_is_refused()
    {
        var answer = await (await shop.Customer("alice", "&audience=other-api")).Get("api/orders");
        Assert.Equal(401, answer.Status);
        Assert.Contains("audience", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }
}
