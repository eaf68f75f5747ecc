using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Host.Tests.Functions;

namespace Serverless.Embedded.Host.Tests;

public class When_a_test_waits_until_idle
{
    [Fact]
    public async Task It_goes_on_when_nothing_is_left_to_do()
    {
        await using var app = await SampleApp.Start();
        using var client = new HttpClient { BaseAddress = app.BaseAddress };
        await client.GetStringAsync(new Uri("api/both", UriKind.Relative), TestContext.Current.CancellationToken);

        await app.WaitUntilIdle();

        Assert.Equal(["kept"], app.Services.GetRequiredService<Notes>().All);
    }

    [Fact]
    public async Task Events_of_the_payment_provider_have_arrived()
    {
        await using var app = await SampleApp.StartOnly(
            typeof(TakesEvent), ["--Embedded:PaymentWebhookUrl=/api/event", "--Embedded:PaymentWebhookSecret=whsec_fixed"]);
        using var provider = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        provider.DefaultRequestHeaders.Authorization = new("Bearer", "sk_test_embedded");
        using var payment = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["amount"] = "1999",
            ["currency"] = "eur",
            ["payment_method"] = "pm_card_visa",
            ["confirm"] = "true",
            ["return_url"] = "https://shop.example/",
        });
        await provider.PostAsync(new Uri("http://payments.embedded/v1/payment_intents"), payment, TestContext.Current.CancellationToken);

        await app.WaitUntilIdle();

        Assert.Equal(["an event, signed"], app.Services.GetRequiredService<Notes>().All);
    }

    [Fact]
    public async Task It_is_told_what_is_busy_when_the_time_is_up()
    {
        await using var app = await SampleApp.Start();
        var signals = app.Services.GetRequiredService<Signals>();
        using var client = new HttpClient { BaseAddress = app.BaseAddress };
        var answer = client.GetStringAsync(new Uri("api/finishes", UriKind.Relative), TestContext.Current.CancellationToken);
        await signals.Began.Task;

        var failure = await Assert.ThrowsAsync<TimeoutException>(() => app.WaitUntilIdle(TimeSpan.Zero));

        Assert.StartsWith("Not idle after 00:00:00: invocations in flight: 1", failure.Message, StringComparison.Ordinal);
        signals.MayEnd.SetResult();
        await answer;
    }
}
