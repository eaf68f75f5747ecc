using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Embedded.Host.Tests.HostFile;

public class When_headers_are_configured
{
    private const string Http = "--AzureFunctionsJobHost:extensions:http:";

    [Fact]
    public async Task Each_answer_has_those_that_it_lacks()
    {
        await using var app = await SampleApp.Start([Http + "customHeaders:X-Content-Type-Options=nosniff", Http + "customHeaders:ETag=\"none\""]);

        using var hello = await Get(app, "api/hello");
        using var unchanged = await Get(app, "api/unchanged");
        using var missing = await Get(app, "nowhere");

        Assert.All([hello, unchanged, missing], answer => Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(("\"none\"", "\"7\""), (hello.Headers.ETag!.Tag, unchanged.Headers.ETag!.Tag));
    }

    [Fact]
    public async Task Browsers_are_told_to_stay_with_https_where_they_came_by_it()
    {
        string[] hsts = [Http + "hsts:isEnabled=true", Http + "hsts:maxAge=10.00:00:00", Http + "hsts:includeSubDomains=true", Http + "hsts:preload=true"];

        Assert.Equal("max-age=864000; includeSubDomains; preload", await TransportSecurity("https", hsts));
        Assert.Null(await TransportSecurity("http", hsts));
        Assert.Null(await TransportSecurity("https", [.. hsts, Http + "hsts:excludedHosts:0=shop.example"]));
        Assert.Null(await TransportSecurity("https", [.. hsts, Http + "hsts:isEnabled=false"]));
    }

    private static async Task<string?> TransportSecurity(string scheme, string[] settings)
    {
        await using var app = await SampleApp.Start(settings, builder => builder.Services.AddSingleton<IStartupFilter>(new Arriving(scheme)));
        using var answer = await Get(app, "api/hello");
        return answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? Assert.Single(values) : null;
    }

    private static async Task<HttpResponseMessage> Get(EmbeddedFunctionApp app, string path)
    {
        using var client = new HttpClient { BaseAddress = app.BaseAddress };
        return await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }

    /// <summary>Requests as they come through a proxy that ends TLS.</summary>
    private sealed class Arriving(string scheme) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                (http.Request.Scheme, http.Request.Host) = (scheme, new("shop.example"));
                return rest(http);
            });
            next(app);
        };
    }
}
