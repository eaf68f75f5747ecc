namespace Serverless.Functions.Tests.Operations;

public class When_a_probe_asks(Shop shop)
{
    [Theory]
    [InlineData("live")]
    [InlineData("ready")]
    public async Task Health_is_told_to_anybody(string probe)
    {
        var answer = await new Customer(shop.Anonymous).Get($"api/health/{probe}");
        Assert.Equal(200, answer.Status);
        Assert.Equal("healthy", (string)answer.Body["status"]!);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }
}
