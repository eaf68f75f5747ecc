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
