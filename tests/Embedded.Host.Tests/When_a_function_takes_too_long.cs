using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Host.Tests.Functions;

namespace Serverless.Embedded.Host.Tests;

public class When_a_function_takes_too_long
{
    [Fact]
    public async Task Its_token_is_canceled_and_it_fails()
    {
        var clock = new TimerClock();
        using var folder = new TemporaryFolder().With("host.json", """{ "version": "2.0", "functionTimeout": "00:01:00" }""");
        await using var app = await SampleApp.Start(
            ["--AzureWebJobsStorage=embedded"], builder => builder.Services.AddSingleton<TimeProvider>(clock), folder.Files);
        var signals = app.Services.GetRequiredService<Signals>();
        using var client = new HttpClient { BaseAddress = app.BaseAddress };
        var waiting = client.GetAsync(new Uri("api/waits", UriKind.Relative), TestContext.Current.CancellationToken);
        await signals.Began.Task;

        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(signals.Canceled.Task.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        using var answer = await waiting;
        Assert.Equal(500, (int)answer.StatusCode);
        Assert.True(signals.Canceled.Task.IsCompleted);
    }
}
