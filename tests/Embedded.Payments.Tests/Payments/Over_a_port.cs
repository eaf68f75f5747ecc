using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Embedded.Wire;

namespace Serverless.Embedded.Payments.Tests;

public class Over_a_port
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_provider_is_the_same_and_a_lost_answer_breaks_the_connection()
    {
        await using var provider = await Provider.Start();
        await using var server = await Serve(provider);
        using var http = new HttpClient { BaseAddress = new(server.Urls.Single()) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Provider.Key);

        await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(Payment("pm_sim_lost"), Stop));
        var replayed = await Reply.Read(await http.SendAsync(Payment("pm_sim_lost"), Stop));
        var page = await http.GetStringAsync("/3ds/" + replayed["id"], Stop);

        Assert.Equal("true", replayed.Header("Idempotent-Replayed"));
        Assert.Equal("succeeded", replayed["status"]);
        Assert.Contains("Payment approved", page, StringComparison.Ordinal);
        Assert.Equal("Charge 1999", provider.Money);
    }

    private static HttpRequestMessage Payment(string method) => Provider.Message("/v1/payment_intents", "key", ("amount", "1999"), ("currency", "eur"),
        ("payment_method", method), ("confirm", "true"), ("return_url", "https://shop.example/back"));

    private static async Task<WebApplication> Serve(Provider provider)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(context => WireEndpoint.Answer(provider.Service, context));
        await app.StartAsync(Stop);
        return app;
    }
}
