namespace Serverless.Embedded.Host.Tests;

public class When_a_function_is_disabled
{
    [Theory]
    [InlineData("--AzureWebJobs.Switched.Disabled=true", "404")]
    [InlineData("--AzureWebJobs.Switched.Disabled=1", "404")]
    [InlineData("--AzureWebJobs__Switched__Disabled=True", "404")]
    [InlineData("--AzureWebJobs.Switched.Disabled=false", "200")]
    public async Task It_answers_no_request(string setting, string expected)
    {
        await using var app = await SampleApp.Start([setting]);
        using var client = new HttpClient { BaseAddress = app.BaseAddress };

        using var answer = await client.GetAsync(new Uri("api/switched", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(expected, ((int)answer.StatusCode).ToString());
    }
}
