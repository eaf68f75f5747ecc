using Microsoft.Extensions.DependencyInjection;
using Serverless.Embedded.Host.Tests.Functions;

namespace Serverless.Embedded.Host.Tests;

public class When_a_client_goes_away
{
    [Fact]
    public async Task The_functions_token_is_canceled()
    {
        await using var app = await SampleApp.Start();
        var signals = app.Services.GetRequiredService<Signals>();
        using var client = new HttpClient { BaseAddress = app.BaseAddress };
        using var leave = new CancellationTokenSource();
        var waiting = client.GetAsync(new Uri("api/waits", UriKind.Relative), leave.Token);
        await signals.Began.Task;

        await leave.CancelAsync();

        await signals.Canceled.Task.WaitAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<TaskCanceledException>(() => waiting);
    }
}
