using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Host.Tests.Functions;

namespace Serverless.Embedded.Host.Tests;

public class When_the_host_stops
{
    [Fact]
    public async Task A_request_in_flight_is_answered_and_no_other_is_taken()
    {
        var app = await SampleApp.Start();
        var signals = app.Services.GetRequiredService<Signals>();
        var address = app.BaseAddress;
        using var client = new HttpClient { BaseAddress = address };
        var inFlight = client.GetStringAsync(new Uri("api/finishes", UriKind.Relative), TestContext.Current.CancellationToken);
        await signals.Began.Task;

        var stopped = app.DisposeAsync().AsTask();
        using var other = new HttpClient { BaseAddress = address };
        await Refused(other);
        Assert.False(stopped.IsCompleted);
        signals.MayEnd.SetResult();

        Assert.Equal("finished", await inFlight);
        await stopped;
    }

    private static async Task Refused(HttpClient client)
    {
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("api/hello", UriKind.Relative), TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }
}
