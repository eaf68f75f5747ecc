using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Serverless.Functions.OpenApi;

internal static class OpenApiRegistration
{
    /// <summary>The OpenAPI document and its page, under the settings <c>Docs__*</c>.</summary>
    public static IServiceCollection AddOpenApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DocsOptions>().Bind(configuration.GetSection("Docs")).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(provider => new DocsPage(provider.GetRequiredService<IOptions<DocsOptions>>().Value));
    }
}
