using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Functions.Tests.Security;

/// <summary>As on Azure, where the front end speaks TLS and says so in a header that the worker believes.</summary>
public class When_the_platform_ends_TLS
{
    [Theory]
    [InlineData("api/products", 200)]
    [InlineData("api/orders", 401)]
    [InlineData("api/nonsense", 404)]
    [InlineData("api/health/live", 200)]
    public async Task Every_answer_tells_browsers_to_use_nothing_else_from_now_on(string path, int status)
    {
        await using var shop = await Shop.Open(configure: app => app.Services.AddSingleton<IStartupFilter, FrontEnd>());
        Assert.Equal((status, "max-age=31536000"), await Ask(shop, path, "https"));
        Assert.Equal((status, null), await Ask(shop, path, "http"));
    }

    private static async Task<(int, string?)> Ask(Shop shop, string path, string scheme)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Forwarded-Proto", scheme } } };
        var answer = await new Customer(shop.Anonymous).Send(request);
        return (answer.Status, answer.Header("Strict-Transport-Security"));
    }

    private sealed class FrontEnd : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedProto });
            next(app);
        };
    }
}
